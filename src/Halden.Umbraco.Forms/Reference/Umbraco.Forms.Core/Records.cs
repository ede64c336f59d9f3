using Umbraco.Forms.Core.Models;

namespace Umbraco.Forms.Core.Persistence.Dtos;

public class Record
{
    public int Id { get; set; }

    public Guid UniqueId { get; set; }

    public Guid Form { get; set; }

    public DateTime Created { get; set; }

    public string? Culture { get; set; }

    public int UmbracoPageId { get; set; }

    public Dictionary<Guid, RecordField> RecordFields { get; set; } = [];
}

public class RecordField
{
    public string Alias { get; set; } = null!;

    public Field? Field { get; set; }

    public List<object> Values { get; set; } = [];
}

public class Workflow
{
    public Guid Id { get; set; }

    public string Name { get; set; } = null!;

    public Guid WorkflowTypeId { get; set; }

    public Dictionary<string, string> Settings { get; set; } = [];
}
