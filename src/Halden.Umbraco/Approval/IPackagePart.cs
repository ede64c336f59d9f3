using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Approval;

/// <summary>
/// A part of what a director answers for, besides the texts, which the document holds: kept in our own database. A part
/// joins the package by being registered; a document that has nothing of it keeps the hash it had before.
/// </summary>
internal interface IPackagePart
{
    /// <summary>Name of the part, e.g. <c>routing</c>. Approvals of years ago are over it: it never changes.</summary>
    string Name { get; }

    /// <summary>
    /// The part of each of these documents as canonical JSON (members in ordinal order, no white space, one fixed escaping),
    /// so that equal parts have equal bytes. Documents that have nothing of it are left out.
    /// </summary>
    IReadOnlyDictionary<Guid, string> Read(HaldenDbContext db, IReadOnlyCollection<Guid> documents);

    /// <summary>What differs between two versions of the part, for a person; null stands for nothing of it.</summary>
    IEnumerable<PackageChange> Compare(HaldenDbContext db, string? before, string? after);

    /// <summary>What of the part remains to be done before the service can be submitted.</summary>
    IEnumerable<RemainingTask> Tasks(HaldenDbContext db, ServiceDescription description) => [];
}

/// <summary>One thing that differs between two packages.</summary>
/// <param name="Part"><c>description</c>, or the name of an <see cref="IPackagePart"/>.</param>
/// <param name="Culture">Of a text; null elsewhere.</param>
/// <param name="Section">Section of a field; null elsewhere.</param>
/// <param name="Alias">The field, or what of the part it is.</param>
/// <param name="Kind">How the values are to be read.</param>
/// <param name="Label">What it is called.</param>
/// <param name="Before">Canonical value; empty for none.</param>
/// <param name="After">Canonical value; empty for none.</param>
internal sealed record PackageChange(
    string Part, string? Culture, ServiceSection? Section, string Alias, FieldKind Kind, Label Label, string Before, string After);
