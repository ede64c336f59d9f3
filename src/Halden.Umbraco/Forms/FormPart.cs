using Halden.Umbraco.Approval;
using Halden.Umbraco.CitizenSignIn;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.Forms;

/// <summary>The electronic form of a service as part of its package: the whole definition, so that what was approved is what is filled in.</summary>
internal sealed class FormPart(IOptionsMonitor<SignInOptions>? signIn = null) : IPackagePart
{
    /// <summary>The part's name in every package.</summary>
    public const string PartName = "form";

    private static readonly Label NameLabel = new("Skjema", "Skjema", "Form");

    private static readonly Label OtherLabel = new("Innstillinger som ikke vises", "Innstillingar som ikkje viser", "Settings that are not shown");

    /// <inheritdoc/>
    public string Name => PartName;

    /// <inheritdoc/>
    public IReadOnlyDictionary<Guid, string> Read(HaldenDbContext db, IReadOnlyCollection<Guid> documents)
    {
        var entries = documents.Count == 1 ? db.Register.Where(entry => entry.DocumentKey == documents.First()) : db.Register;
        return entries.AsNoTracking().Where(entry => entry.FormId != null)
            .Join(db.Forms.AsNoTracking(), entry => entry.FormId, form => form.Id, (entry, form) => new { entry.DocumentKey, form.Json })
            .ToDictionary(one => one.DocumentKey, one => one.Json);
    }

    /// <inheritdoc/>
    public IEnumerable<PackageChange> Compare(HaldenDbContext db, string? before, string? after)
    {
        var (old, now) = (Parse(before), Parse(after));
        var changes = new List<PackageChange>();
        Add(null, "name", FieldKind.Text, NameLabel, old?.Name ?? string.Empty, now?.Name ?? string.Empty);
        foreach (var culture in Cultures.All)
        {
            Add(
                culture,
                "questions",
                FieldKind.LongText,
                new($"Spørsmål ({Cultures.NameOf(culture).Nb})", $"Spørsmål ({Cultures.NameOf(culture).Nn})", $"Questions ({Cultures.NameOf(culture).En})"),
                Outline(old, culture),
                Outline(now, culture));
        }

        if (changes.Count == 0)
        {
            Add(null, "settings", FieldKind.LongText, OtherLabel, before ?? string.Empty, after ?? string.Empty);
        }

        return changes;

        void Add(string? culture, string alias, FieldKind kind, Label label, string from, string to)
        {
            if (from != to)
            {
                changes.Add(new PackageChange(PartName, null, null, culture is null ? alias : $"{alias}/{culture}", kind, label, from, to));
            }
        }
    }

    /// <inheritdoc/>
    public IEnumerable<RemainingTask> Tasks(HaldenDbContext db, ServiceDescription description)
    {
        if (Read(db, [description.Key]).GetValueOrDefault(description.Key) is not { } json)
        {
            yield break;
        }

        var (form, faults) = FormCheck.Read(json);
        foreach (var fault in faults.Where(fault => fault.IsError))
        {
            yield return new RemainingTask(FormTexts.Fault(form?.Name ?? string.Empty, fault.Message), Blocks: true, Field: "formId");
        }

        if (form?.SignIn is { } asked && signIn?.CurrentValue is { IsUsable: false } settings)
        {
            yield return new RemainingTask(FormTexts.NoSignIn(form.Name, asked.Demand == FormSignInDemand.Required, settings.IsConfigured), Blocks: asked.Demand == FormSignInDemand.Required, Field: "formId");
        }

        if (db.Register.Any(entry => entry.DocumentKey == description.Key && (entry.OwnerEmail == null || entry.OwnerEmail == string.Empty)))
        {
            yield return new RemainingTask(FormTexts.OwnerMissing, Blocks: true, Field: "ownerEmail");
        }

        foreach (var culture in description.Texts.Keys.Except(form?.Cultures ?? []))
        {
            yield return new RemainingTask(FormTexts.NotInLanguage(culture), Blocks: false, culture, "formId");
        }
    }

    private static FormDefinition? Parse(string? json) => json is null ? null : FormJson.Read(json);

    private static string Outline(FormDefinition? form, string culture) =>
        form is null || !form.Cultures.Contains(culture) ? string.Empty : FormOutline.Of(form.In(culture), culture);
}
