using System.Linq.Expressions;
using System.Text;
using Umbraco.Cms.Core.Models.Entities;

namespace Halden.Umbraco.Embedded;

/// <summary>
/// The conditions of a query that SQLite answers by itself (parent, path, content type, id, key), and those
/// that are left for memory. A condition that is not understood is only slower, never wrong.
/// </summary>
internal sealed class IndexedConditions<T>
{
    private readonly List<object?> _values = [];
    private readonly StringBuilder _sql = new();
    private readonly Func<string, string?> _column;

    public IndexedConditions(IEnumerable<Expression<Func<T, bool>>> conditions, Func<string, string?> column)
    {
        _column = column;
        foreach (Expression<Func<T, bool>> condition in conditions)
        {
            Split(condition.Body, condition.Parameters[0]);
        }
    }

    /// <summary>SQL to append to a WHERE clause; each condition begins with AND.</summary>
    public string Sql => _sql.ToString();

    public object?[] Values => [.. _values];

    public List<Expression<Func<T, bool>>> Rest { get; } = [];

    /// <summary>The columns of the table <c>node</c>, as <c>n</c>.</summary>
    public static string? NodeColumn(string property) => property switch
    {
        nameof(IUmbracoEntity.ParentId) => "n.parent_id",
        nameof(IUmbracoEntity.Path) => "n.path",
        nameof(IUmbracoEntity.Id) => "n.id",
        nameof(IUmbracoEntity.Key) => "n.key",
        nameof(IUmbracoEntity.Trashed) => "n.trashed",
        _ => null,
    };

    private void Split(Expression body, ParameterExpression row)
    {
        if (body is BinaryExpression { NodeType: ExpressionType.AndAlso } and)
        {
            Split(and.Left, row);
            Split(and.Right, row);
        }
        else if (!TryTranslate(body, row))
        {
            Rest.Add(Expression.Lambda<Func<T, bool>>(body, row));
        }
    }

    private bool TryTranslate(Expression body, ParameterExpression row)
    {
        switch (body)
        {
            case BinaryExpression { NodeType: ExpressionType.Equal } equal:
                return (Column(equal.Left, row) is { } left && TryEqual(left, equal.Right, row))
                    || (Column(equal.Right, row) is { } right && TryEqual(right, equal.Left, row));
            case MethodCallExpression { Object: { } target, Arguments: [{ } only] } call
                when call.Method.Name == nameof(string.StartsWith) && Column(target, row) == "n.path":
                return TryPrefix(only, row);
            case MethodCallExpression { Object: null, Arguments: [{ } target, { } prefix, ..] } call
                when call.Method.Name == "SqlStartsWith" && Column(target, row) == "n.path":
                return TryPrefix(prefix, row);
            case MethodCallExpression { Object: ConstantExpression { Value: ValueSet { OnlyIntegers: true } set }, Arguments: [{ } field] }
                when Column(field, row) is { } column:
                Add(column + " IN (SELECT value FROM json_each(?))", Stored.List(set.Integers));
                return true;
            default:
                return false;
        }
    }

    private bool TryEqual(string column, Expression value, ParameterExpression row)
    {
        if (!TryEvaluate(value, row, out var constant) || constant is not (int or Guid or bool))
        {
            return false;
        }

        Add(column + " = ?", constant);
        return true;
    }

    private bool TryPrefix(Expression value, ParameterExpression row)
    {
        if (!TryEvaluate(value, row, out var constant) || constant is not string { Length: > 0 } prefix)
        {
            return false;
        }

        // Paths are digits, commas and minus signs: ':' is the character after the digits.
        Add("n.path >= ?", prefix);
        Add("n.path < ?", prefix + ":");
        return true;
    }

    private void Add(string condition, object? value)
    {
        _sql.Append(" AND ").Append(condition.Replace("?", "$" + _values.Count, StringComparison.Ordinal));
        _values.Add(value);
    }

    private string? Column(Expression expression, ParameterExpression row)
    {
        while (expression is UnaryExpression { NodeType: ExpressionType.Convert } convert)
        {
            expression = convert.Operand;
        }

        if (expression is not MemberExpression member || !IsRow(member.Expression, row))
        {
            return null;
        }

        return _column(member.Member.Name);
    }

    private static bool IsRow(Expression? expression, ParameterExpression row) => expression switch
    {
        ParameterExpression parameter => parameter == row,
        UnaryExpression { NodeType: ExpressionType.Convert } convert => IsRow(convert.Operand, row),
        _ => false,
    };

    private static bool TryEvaluate(Expression expression, ParameterExpression row, out object? value)
    {
        var finder = new ParameterFinder(row);
        finder.Visit(expression);
        if (finder.Found)
        {
            value = null;
            return false;
        }

        value = expression is ConstantExpression constant
            ? constant.Value
            : Expression.Lambda<Func<object?>>(Expression.Convert(expression, typeof(object))).Compile(preferInterpretation: true)();
        return true;
    }

    private sealed class ParameterFinder(ParameterExpression row) : ExpressionVisitor
    {
        public bool Found { get; private set; }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            Found |= node == row;
            return node;
        }
    }
}
