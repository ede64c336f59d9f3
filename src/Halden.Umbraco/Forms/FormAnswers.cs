namespace Halden.Umbraco.Forms;

/// <summary>
/// The answers to a form as it stands with them: what is there given the conditions, and only the answers to that. A field
/// that a condition hides has no answer, whatever was sent.
/// </summary>
public sealed class FormAnswers
{
    private readonly Dictionary<string, IReadOnlyList<string>> _given;
    private readonly Dictionary<Guid, (FormPage Page, FormFieldset Fieldset, FormField Field)> _places = [];
    private readonly Dictionary<Guid, bool> _shown = [];
    private readonly HashSet<Guid> _asking = [];

    private readonly HashSet<string> _vouched;

    private FormAnswers(FormDefinition form, Dictionary<string, IReadOnlyList<string>> given, HashSet<string> vouched)
    {
        Form = form;
        _given = given;
        _vouched = vouched;
        foreach (var page in form.Pages)
        {
            foreach (var fieldset in page.Fieldsets)
            {
                foreach (var field in fieldset.Fields)
                {
                    _places.TryAdd(field.Id, (page, fieldset, field));
                }
            }
        }
    }

    /// <summary>The form.</summary>
    public FormDefinition Form { get; }

    /// <summary>The steps that are there, in order.</summary>
    public IEnumerable<FormPage> Pages => Form.Pages.Where(page => Shows(page.Condition) && page.Fieldsets.Any(IsShown));

    /// <summary>The answers to keep: alias → normalised answers, for questions that are shown and answered, in the order of the form.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Kept => new OrderedDictionary<string, IReadOnlyList<string>>(
        Form.Fields.Where(one => Of(one).Count > 0).DistinctBy(one => one.Alias, StringComparer.OrdinalIgnoreCase).Select(one => KeyValuePair.Create(one.Alias, Of(one))));

    /// <summary>Reads what was sent. Names that are no field's are left out; answers are normalised by their field's type.</summary>
    /// <param name="form">The form.</param>
    /// <param name="given">Alias → what was sent. Of one that comes twice, the last answer holds.</param>
    /// <param name="vouched">Alias → what somebody else vouches for, which holds whatever was sent; null for nothing.</param>
    public static FormAnswers Read(FormDefinition form, IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> given, IReadOnlyDictionary<string, string>? vouched = null)
    {
        var fields = form.Fields.Where(field => field.FieldType is { IsQuestion: true }).GroupBy(field => field.Alias, StringComparer.OrdinalIgnoreCase).ToDictionary(same => same.Key, same => same.First(), StringComparer.OrdinalIgnoreCase);
        var answers = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (alias, sent) in given.Concat((vouched ?? new Dictionary<string, string>()).Select(one => KeyValuePair.Create(one.Key, (IReadOnlyList<string>)[one.Value]))))
        {
            if (fields.GetValueOrDefault(alias) is { FieldType: { } type } field)
            {
                List<string> values = [.. sent.Select(type.Normalise).Where(value => value.Length > 0).Distinct(StringComparer.Ordinal)];
                if (values.Count > 0)
                {
                    answers[field.Alias] = values;
                }
            }
        }

        return new FormAnswers(form, answers, vouched?.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase) ?? []);
    }

    /// <summary>Whether the answer to a field is somebody else's word, and not the citizen's to change.</summary>
    public bool IsVouched(FormField field) => _vouched.Contains(field.Alias);

    /// <summary>Whether a group is there, with at least one field in it that a citizen sees.</summary>
    public bool IsShown(FormFieldset fieldset) => Shows(fieldset.Condition) && fieldset.Fields.Any(field => field.FieldType != FormFieldType.Hidden && IsShown(field));

    /// <summary>Whether a field is there: its own condition, its group's and its page's all show it.</summary>
    public bool IsShown(FormField field)
    {
        if (_shown.TryGetValue(field.Id, out var known))
        {
            return known;
        }

        // Conditions that go in a circle show nothing; FormCheck refuses them.
        if (field.FieldType is null || !_places.TryGetValue(field.Id, out var place) || !_asking.Add(field.Id))
        {
            return false;
        }

        var shows = Shows(place.Page.Condition) && Shows(place.Fieldset.Condition) && Shows(field.Condition);
        _asking.Remove(field.Id);
        return _shown[field.Id] = shows;
    }

    /// <summary>The answers to a field, normalised; none where it is not shown. A hidden field answers what the form says.</summary>
    public IReadOnlyList<string> Of(FormField field) =>
        !IsShown(field) ? []
        : field.FieldType == FormFieldType.Hidden ? (field.Settings.GetValueOrDefault("defaultValue") is { Length: > 0 } value ? [value] : [])
        : _given.GetValueOrDefault(field.Alias) ?? [];

    private bool Shows(FormCondition? condition) => condition is null || condition.Shows(id => _places.TryGetValue(id, out var place) ? Of(place.Field) : []);
}
