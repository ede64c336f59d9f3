import './shell.css';
// Umbraco's backoffice brings this itself.
import '@umbraco-ui/uui-tag/lib/index.js';
import '../app/halden-app.element.js';
import './shell.element.js';
