using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Halden.Umbraco.CitizenSignIn;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Forms;

/// <summary>
/// A form as Umbraco Forms' delivery API gives it (<c>/umbraco/forms/delivery/api/v1/definitions/{id}</c>), whoever provides
/// it. Members of that contract which nothing here reads are kept as they came.
/// </summary>
public sealed record FormDefinition
{
    /// <summary>Identifies the form for ever; its texts and fields may change.</summary>
    public required Guid Id { get; init; }

    /// <summary>What the form is called, in bokmål.</summary>
    public required string Name { get; init; }

    /// <summary>On the button that sends; null for the usual words.</summary>
    public string? SubmitLabel { get; init; }

    /// <summary>What the citizen reads when the form has been sent; null for the usual words.</summary>
    public string? MessageOnSubmit { get; init; }

    /// <summary>The steps, in order.</summary>
    public required IReadOnlyList<FormPage> Pages { get; init; }

    /// <summary>
    /// The texts in other languages: culture → text in bokmål → the text in that language. Not of Umbraco Forms' contract,
    /// which gives one language at a time.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? Translations { get; init; }

    /// <summary>Where it comes from, if it is made elsewhere; null for the municipality's own. Not of Umbraco Forms' contract.</summary>
    public FormOrigin? Origin { get; init; }

    /// <summary>How it is signed in to; null for not at all. Not of Umbraco Forms' contract.</summary>
    public FormSignIn? SignIn { get; init; }

    /// <summary>What else the contract has.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Other { get; init; }

    /// <summary>Every field, in the order of the form.</summary>
    [JsonIgnore]
    public IEnumerable<FormField> Fields => Pages.SelectMany(page => page.Fields);

    /// <summary>The cultures that the form can be read in, bokmål first.</summary>
    [JsonIgnore]
    public IEnumerable<string> Cultures => [ServiceDescriptions.Cultures.Bokmal, .. Translations?.Keys.Where(culture => culture != ServiceDescriptions.Cultures.Bokmal) ?? []];

    /// <summary>The form in a language; what has no translation stays in bokmål.</summary>
    public FormDefinition In(string culture)
    {
        if (Translations?.GetValueOrDefault(culture) is not { } words)
        {
            return this;
        }

        return FormTranslation.Change(this, text => words.GetValueOrDefault(text) is { } said && !string.IsNullOrWhiteSpace(said) ? said : text);
    }

    /// <summary>The form as canonical JSON: members in ordinal order, no white space, one fixed escaping.</summary>
    public string ToCanonicalJson() => FormJson.Canonical(JsonSerializer.SerializeToNode(this, FormJson.Options)!);
}

/// <summary>A step of a form.</summary>
public sealed record FormPage
{
    /// <summary>Heading of the step.</summary>
    public string? Caption { get; init; }

    /// <summary>When the step is there; null for always.</summary>
    public FormCondition? Condition { get; init; }

    /// <summary>Groups of questions, in order.</summary>
    public required IReadOnlyList<FormFieldset> Fieldsets { get; init; }

    /// <summary>What else the contract has.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Other { get; init; }

    /// <summary>Every field of the step, in order.</summary>
    [JsonIgnore]
    public IEnumerable<FormField> Fields => Fieldsets.SelectMany(fieldset => fieldset.Fields);
}

/// <summary>Questions that belong together.</summary>
public sealed record FormFieldset
{
    /// <summary>Identifies the group within the form.</summary>
    public required Guid Id { get; init; }

    /// <summary>What the questions are about.</summary>
    public string? Caption { get; init; }

    /// <summary>When the group is there; null for always.</summary>
    public FormCondition? Condition { get; init; }

    /// <summary>Columns side by side on a wide screen, below one another on a narrow one.</summary>
    public required IReadOnlyList<FormColumn> Columns { get; init; }

    /// <summary>What else the contract has.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Other { get; init; }

    /// <summary>Every field of the group, column by column.</summary>
    [JsonIgnore]
    public IEnumerable<FormField> Fields => Columns.SelectMany(column => column.Fields);
}

/// <summary>A column of a group.</summary>
public sealed record FormColumn
{
    /// <summary>Heading of the column.</summary>
    public string? Caption { get; init; }

    /// <summary>Share of the width, of twelve.</summary>
    public int Width { get; init; } = 12;

    /// <summary>The fields, in order.</summary>
    public required IReadOnlyList<FormField> Fields { get; init; }

    /// <summary>What else the contract has.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Other { get; init; }
}

/// <summary>A question, or a text between questions.</summary>
public sealed record FormField
{
    /// <summary>Identifies the field within the form; conditions refer to it.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name of the answer: letters, digits and underscores, unique in the form whatever the case.</summary>
    public required string Alias { get; init; }

    /// <summary>The question.</summary>
    public required string Caption { get; init; }

    /// <summary>Help with it.</summary>
    public string? HelpText { get; init; }

    /// <summary>Whether it must be answered, where it is shown.</summary>
    public bool Required { get; init; }

    /// <summary>What to say where it is not answered; null for the usual words.</summary>
    public string? RequiredErrorMessage { get; init; }

    /// <summary>A regular expression that the whole answer must match; null for none.</summary>
    public string? Pattern { get; init; }

    /// <summary>What to say where it does not match.</summary>
    public string? PatternInvalidErrorMessage { get; init; }

    /// <summary>When the field is there; null for always.</summary>
    public FormCondition? Condition { get; init; }

    /// <summary>Which files it takes.</summary>
    public FormFileOptions? FileUploadOptions { get; init; }

    /// <summary>What there is to choose from.</summary>
    public IReadOnlyList<FormPreValue> PreValues { get; init; } = [];

    /// <summary>Settings by their aliases in Umbraco Forms, e.g. <c>maximumLength</c>, <c>bodyText</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>What kind of field it is.</summary>
    public required FormTypeReference Type { get; init; }

    /// <summary>What else the contract has.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Other { get; init; }

    /// <summary>
    /// What the browser may fill in: what the form says (<c>autocompleteAttribute</c> in its settings, <c>off</c> for nothing,
    /// as for somebody else's address), else what the kind of field says; null for nothing.
    /// </summary>
    [JsonIgnore]
    public string? Autocomplete => Settings.GetValueOrDefault("autocompleteAttribute") is { Length: > 0 } own ? own : FieldType?.Autocomplete;

    /// <summary>What it is filled in with from the citizen's sign-in (<c>fromSignIn</c> in its settings); null for nothing.</summary>
    [JsonIgnore]
    public SignInFact? FromSignIn => FormSignIn.FactOf(Settings.GetValueOrDefault(FormSignIn.FactSetting));

    /// <summary>The kind of field; null where it is one that we do not know.</summary>
    [JsonIgnore]
    public FormFieldType? FieldType => FormFieldType.Find(Type.Id);
}

/// <summary>Names a field type.</summary>
public sealed record FormTypeReference
{
    /// <summary>As <see cref="FormFieldType.Id"/>.</summary>
    public required Guid Id { get; init; }

    /// <summary>What Umbraco Forms calls it.</summary>
    public string? Name { get; init; }

    /// <summary>What else the contract has.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Other { get; init; }
}

/// <summary>Something to choose.</summary>
/// <param name="Value">What is kept of the choice.</param>
/// <param name="Caption">What the citizen reads; null where it is the value itself.</param>
public sealed record FormPreValue(string Value, string? Caption = null)
{
    /// <summary>What else the contract has.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Other { get; init; }

    /// <summary>What the citizen reads.</summary>
    [JsonIgnore]
    public string Text => string.IsNullOrEmpty(Caption) ? Value : Caption;
}

/// <summary>Which files a field takes.</summary>
/// <param name="AllowAllUploadExtensions">Whether every kind that the site lets in is allowed.</param>
/// <param name="AllowedUploadExtensions">Otherwise which, without the dot.</param>
/// <param name="AllowMultipleFileUploads">Whether there may be several.</param>
public sealed record FormFileOptions(bool AllowAllUploadExtensions = false, IReadOnlyList<string>? AllowedUploadExtensions = null, bool AllowMultipleFileUploads = false)
{
    /// <summary>What else the contract has.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Other { get; init; }
}
