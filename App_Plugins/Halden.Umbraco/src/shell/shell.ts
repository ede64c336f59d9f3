import './shell.css';
// Umbraco's backoffice brings these itself.
import '@umbraco-ui/uui-button/lib/index.js';
import '@umbraco-ui/uui-tag/lib/index.js';
import '../app/halden-app.element.js';
import './shell.element.js';
