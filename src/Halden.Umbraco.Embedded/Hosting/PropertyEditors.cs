using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Composing;
using Umbraco.Cms.Core.PropertyEditors;

namespace Halden.Umbraco.Embedded;

// Umbraco's everyday editors are in Umbraco.Infrastructure. A plugin stores what they would store, so what
// matters here is their alias and in which form the database keeps their values.

[HideFromTypeFinder]
[DataEditor(Constants.PropertyEditors.Aliases.TextBox, ValueEditorIsReusable = true)]
internal sealed class TextBoxEditor(IDataValueEditorFactory values) : DataEditor(values);

[HideFromTypeFinder]
[DataEditor(Constants.PropertyEditors.Aliases.TextArea, ValueType = ValueTypes.Text, ValueEditorIsReusable = true)]
internal sealed class TextAreaEditor(IDataValueEditorFactory values) : DataEditor(values);

[HideFromTypeFinder]
[DataEditor(Constants.PropertyEditors.Aliases.RichText, ValueType = ValueTypes.Text, ValueEditorIsReusable = true)]
internal sealed class RichTextEditor(IDataValueEditorFactory values) : DataEditor(values);

[HideFromTypeFinder]
[DataEditor(Constants.PropertyEditors.Aliases.DateTime, ValueType = ValueTypes.DateTime, ValueEditorIsReusable = true)]
internal sealed class DateTimeEditor(IDataValueEditorFactory values) : DataEditor(values);

[HideFromTypeFinder]
[DataEditor(Constants.PropertyEditors.Aliases.DateOnly, ValueType = ValueTypes.Json, ValueEditorIsReusable = true)]
internal sealed class DateOnlyEditor(IDataValueEditorFactory values) : DataEditor(values);

[HideFromTypeFinder]
[DataEditor(Constants.PropertyEditors.Aliases.DateTimeUnspecified, ValueType = ValueTypes.Json, ValueEditorIsReusable = true)]
internal sealed class DateTimeUnspecifiedEditor(IDataValueEditorFactory values) : DataEditor(values);

[HideFromTypeFinder]
[DataEditor(Constants.PropertyEditors.Aliases.DateTimeWithTimeZone, ValueType = ValueTypes.Json, ValueEditorIsReusable = true)]
internal sealed class DateTimeWithTimeZoneEditor(IDataValueEditorFactory values) : DataEditor(values);

[HideFromTypeFinder]
[DataEditor(Constants.PropertyEditors.Aliases.Boolean, ValueType = ValueTypes.Integer, ValueEditorIsReusable = true)]
internal sealed class TrueFalseEditor(IDataValueEditorFactory values) : DataEditor(values);

[HideFromTypeFinder]
[DataEditor(Constants.PropertyEditors.Aliases.EmailAddress, ValueEditorIsReusable = true)]
internal sealed class EmailAddressEditor(IDataValueEditorFactory values) : DataEditor(values);

[HideFromTypeFinder]
[DataEditor(Constants.PropertyEditors.Aliases.MultiUrlPicker, ValueType = ValueTypes.Json, ValueEditorIsReusable = true)]
internal sealed class MultiUrlPickerEditor(IDataValueEditorFactory values) : DataEditor(values);

[HideFromTypeFinder]
[DataEditor(Constants.PropertyEditors.Aliases.MultipleTextstring, ValueType = ValueTypes.Text, ValueEditorIsReusable = true)]
internal sealed class MultipleTextStringEditor(IDataValueEditorFactory values) : DataEditor(values);

[HideFromTypeFinder]
[DataEditor(Constants.PropertyEditors.Aliases.Tags, ValueType = ValueTypes.Text, ValueEditorIsReusable = true)]
internal sealed class TagsEditor(IDataValueEditorFactory values) : DataEditor(values);

[HideFromTypeFinder]
[DataEditor(Constants.PropertyEditors.Aliases.DropDownListFlexible, ValueEditorIsReusable = true)]
internal sealed class DropDownEditor(IDataValueEditorFactory values) : DataEditor(values);

[HideFromTypeFinder]
[DataEditor(Constants.PropertyEditors.Aliases.CheckBoxList, ValueType = ValueTypes.Text, ValueEditorIsReusable = true)]
internal sealed class CheckBoxListEditor(IDataValueEditorFactory values) : DataEditor(values);

[HideFromTypeFinder]
[DataEditor(Constants.PropertyEditors.Aliases.RadioButtonList, ValueType = ValueTypes.String, ValueEditorIsReusable = true)]
internal sealed class RadioButtonListEditor(IDataValueEditorFactory values) : DataEditor(values);

[HideFromTypeFinder]
[DataEditor(Constants.PropertyEditors.Aliases.BlockList, ValueType = ValueTypes.Json, ValueEditorIsReusable = false)]
internal sealed class BlockListEditor(IDataValueEditorFactory values) : DataEditor(values);

[HideFromTypeFinder]
[DataEditor(Constants.PropertyEditors.Aliases.MediaPicker3, ValueType = ValueTypes.Json, ValueEditorIsReusable = true)]
internal sealed class MediaPickerEditor(IDataValueEditorFactory values) : DataEditor(values);

[HideFromTypeFinder]
[DataEditor(Constants.PropertyEditors.Aliases.MultiNodeTreePicker, ValueType = ValueTypes.Text, ValueEditorIsReusable = true)]
internal sealed class MultiNodeTreePickerEditor(IDataValueEditorFactory values) : DataEditor(values);

[HideFromTypeFinder]
[DataEditor(Constants.PropertyEditors.Aliases.ListView, ValueEditorIsReusable = true)]
internal sealed class ListViewEditor(IDataValueEditorFactory values) : DataEditor(values);
