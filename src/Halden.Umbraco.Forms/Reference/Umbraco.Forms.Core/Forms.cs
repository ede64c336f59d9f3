using Umbraco.Forms.Core.Enums;

namespace Umbraco.Forms.Core.Models;

public class Form
{
    public Guid Id { get; set; }

    public string Name { get; set; } = null!;

    public string? SubmitLabel { get; set; }

    public string? MessageOnSubmit { get; set; }

    public List<Page> Pages { get; set; } = [];
}

public class Page
{
    public string? Caption { get; set; }

    public FieldCondition? Condition { get; set; }

    public List<FieldSet> FieldSets { get; set; } = [];
}

public class FieldSet
{
    public Guid Id { get; set; }

    public string? Caption { get; set; }

    public FieldCondition? Condition { get; set; }

    public List<FieldsetContainer> Containers { get; set; } = [];
}

public class FieldsetContainer
{
    public string? Caption { get; set; }

    public int Width { get; set; }

    public List<Field> Fields { get; set; } = [];
}

public class Field
{
    public Guid Id { get; set; }

    public string Alias { get; set; } = null!;

    public string? Caption { get; set; }

    public string? ToolTip { get; set; }

    public bool Mandatory { get; set; }

    public string? RequiredErrorMessage { get; set; }

    public string? RegEx { get; set; }

    public string? InvalidErrorMessage { get; set; }

    public Guid FieldTypeId { get; set; }

    public IEnumerable<FieldPrevalue> PreValues { get; set; } = [];

    public IDictionary<string, string> Settings { get; set; } = new Dictionary<string, string>();

    public FieldCondition? Condition { get; set; }

    public IEnumerable<FileUploadType> AllowedUploadTypes { get; set; } = [];

    public bool AllowMultipleFileUploads { get; set; }
}

public class FieldPrevalue
{
    public string Value { get; set; } = null!;

    public string? Caption { get; set; }
}

public class FileUploadType
{
    public string Type { get; set; } = null!;

    public bool Checked { get; set; }
}

public class FieldCondition
{
    public bool Enabled { get; set; }

    public FieldConditionActionType ActionType { get; set; }

    public FieldConditionLogicType LogicType { get; set; }

    public IEnumerable<FieldConditionRule> Rules { get; set; } = [];
}

public class FieldConditionRule
{
    public Guid Field { get; set; }

    public FieldConditionRuleOperator Operator { get; set; }

    public string? Value { get; set; }
}
