using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Halden.Umbraco.Forms;

/// <summary>What a condition does when it holds.</summary>
public enum FormConditionAction
{
    /// <summary>What it stands at is there when it holds.</summary>
    Show,

    /// <summary>What it stands at is there when it does not hold.</summary>
    Hide,
}

/// <summary>How the rules of a condition go together.</summary>
public enum FormConditionLogic
{
    /// <summary>Every rule must hold.</summary>
    All,

    /// <summary>One rule must hold.</summary>
    Any,
}

/// <summary>When a page, a group or a field is there.</summary>
/// <param name="ActionType">What it does when it holds.</param>
/// <param name="LogicType">How the rules go together.</param>
/// <param name="Rules">The rules. A condition without rules always holds.</param>
public sealed record FormCondition(FormConditionAction ActionType, FormConditionLogic LogicType, IReadOnlyList<FormRule> Rules)
{
    /// <summary>What else the contract has.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Other { get; init; }

    /// <summary>Whether what the condition stands at is there.</summary>
    /// <param name="valuesOf">The answers to a field; none where the field is not there itself.</param>
    public bool Shows(Func<Guid, IReadOnlyList<string>> valuesOf)
    {
        var holds = LogicType == FormConditionLogic.All
            ? Rules.All(rule => rule.Holds(valuesOf(rule.Field)))
            : Rules.Count == 0 || Rules.Any(rule => rule.Holds(valuesOf(rule.Field)));
        return holds == (ActionType == FormConditionAction.Show);
    }
}

/// <summary>A rule of a condition.</summary>
/// <param name="Field">Id of the field whose answer is looked at.</param>
/// <param name="Operator">What is asked of it.</param>
/// <param name="Value">What it is compared with.</param>
public sealed record FormRule(Guid Field, FormOperator Operator, string? Value = null)
{
    /// <summary>What else the contract has.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Other { get; init; }

    /// <summary>
    /// Whether the rule holds for the answers of its field. Of several answers one must hold, or, for the negative
    /// operators, all. A field without an answer has the empty text.
    /// </summary>
    public bool Holds(IReadOnlyList<string> values)
    {
        var asked = Value ?? string.Empty;
        if (values.Count == 0)
        {
            values = [string.Empty];
        }

        return Operator switch
        {
            FormOperator.Is => values.Any(value => Same(value, asked)),
            FormOperator.IsNot => values.All(value => !Same(value, asked)),
            FormOperator.GreaterThen => values.Any(value => Compare(value, asked) > 0),
            FormOperator.LessThen => values.Any(value => Compare(value, asked) < 0),
            FormOperator.Contains => values.Any(value => value.Contains(asked, StringComparison.Ordinal)),
            FormOperator.ContainsIgnoreCase => values.Any(value => value.Contains(asked, StringComparison.OrdinalIgnoreCase)),
            FormOperator.StartsWith => values.Any(value => value.StartsWith(asked, StringComparison.Ordinal)),
            FormOperator.StartsWithIgnoreCase => values.Any(value => value.StartsWith(asked, StringComparison.OrdinalIgnoreCase)),
            FormOperator.EndsWith => values.Any(value => value.EndsWith(asked, StringComparison.Ordinal)),
            FormOperator.EndsWithIgnoreCase => values.Any(value => value.EndsWith(asked, StringComparison.OrdinalIgnoreCase)),
            FormOperator.NotContains => values.All(value => !value.Contains(asked, StringComparison.Ordinal)),
            FormOperator.NotContainsIgnoreCase => values.All(value => !value.Contains(asked, StringComparison.OrdinalIgnoreCase)),
            FormOperator.NotStartsWith => values.All(value => !value.StartsWith(asked, StringComparison.Ordinal)),
            FormOperator.NotStartsWithIgnoreCase => values.All(value => !value.StartsWith(asked, StringComparison.OrdinalIgnoreCase)),
            FormOperator.NotEndsWith => values.All(value => !value.EndsWith(asked, StringComparison.Ordinal)),
            FormOperator.NotEndsWithIgnoreCase => values.All(value => !value.EndsWith(asked, StringComparison.OrdinalIgnoreCase)),
            _ => throw new InvalidOperationException($"No rule has the operator {Operator}."),
        };
    }

    // A box that is ticked is true in one place, on or True in another; one that is not has no answer.
    private static bool Same(string value, string asked) => value == asked.Trim() || (bool.TryParse(asked, out var ticked)
        && (ticked ? value == "on" || Says(value, true) : value.Length == 0 || Says(value, false)));

    private static bool Says(string value, bool ticked) => bool.TryParse(value, out var said) && said == ticked;

    // Numbers as numbers; else as text, which puts dates (yyyy-MM-dd) in order too. No answer is neither greater nor less.
    private static int Compare(string value, string asked) =>
        value.Length == 0 || asked.Length == 0 ? 0
        : Number(value) is { } number && Number(asked) is { } other ? number.CompareTo(other)
        : string.CompareOrdinal(value, asked);

    private static decimal? Number(string text) =>
        decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>What a rule asks, in the names of Umbraco Forms' contract (two of which it misspells).</summary>
public enum FormOperator
{
    /// <summary>The answer is the value.</summary>
    Is,

    /// <summary>The answer is another.</summary>
    IsNot,

    /// <summary>The answer is greater, as a number where both are.</summary>
    GreaterThen,

    /// <summary>The answer is less, as a number where both are.</summary>
    LessThen,

    /// <summary>The value is part of the answer.</summary>
    Contains,

    /// <summary>The value is part of the answer, whatever the case.</summary>
    ContainsIgnoreCase,

    /// <summary>The answer begins with the value.</summary>
    StartsWith,

    /// <summary>The answer begins with the value, whatever the case.</summary>
    StartsWithIgnoreCase,

    /// <summary>The answer ends with the value.</summary>
    EndsWith,

    /// <summary>The answer ends with the value, whatever the case.</summary>
    EndsWithIgnoreCase,

    /// <summary>The value is not part of the answer.</summary>
    NotContains,

    /// <summary>The value is not part of the answer, whatever the case.</summary>
    NotContainsIgnoreCase,

    /// <summary>The answer does not begin with the value.</summary>
    NotStartsWith,

    /// <summary>The answer does not begin with the value, whatever the case.</summary>
    NotStartsWithIgnoreCase,

    /// <summary>The answer does not end with the value.</summary>
    NotEndsWith,

    /// <summary>The answer does not end with the value, whatever the case.</summary>
    NotEndsWithIgnoreCase,
}
