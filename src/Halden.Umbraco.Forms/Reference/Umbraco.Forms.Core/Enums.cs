namespace Umbraco.Forms.Core.Enums;

// Their numbers are not known: they are read and made by their names.
public enum WorkflowExecutionStatus
{
    NotConfigured,
    Failed,
    Completed,
}

public enum FieldConditionActionType
{
    Show,
    Hide,
}

public enum FieldConditionLogicType
{
    All,
    Any,
}

public enum FieldConditionRuleOperator
{
    Is,
    IsNot,
    GreaterThen,
    LessThen,
    Contains,
    ContainsIgnoreCase,
    StartsWith,
    StartsWithIgnoreCase,
    EndsWith,
    EndsWithIgnoreCase,
    NotContains,
    NotContainsIgnoreCase,
    NotStartsWith,
    NotStartsWithIgnoreCase,
    NotEndsWith,
    NotEndsWithIgnoreCase,
}
