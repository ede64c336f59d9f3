using System.Linq.Expressions;
using System.Reflection;
using Umbraco.Cms.Core.Persistence.Querying;

namespace Halden.Umbraco.Embedded;

/// <summary>Makes predicates of Umbraco's query expressions, with the semantics they have in a database.</summary>
internal static class QueryCompiler
{
    /// <summary>A predicate over the entities themselves.</summary>
    public static Func<T, bool> Compile<T>(IQuery<T>? query) => Compile<T, T>(query is null ? [] : MemoryQuery<T>.Of(query).Conditions);

    /// <summary>
    /// A predicate over rows that carry the entity's properties by the same names, so that a query reads no
    /// more than it asks for.
    /// </summary>
    /// <exception cref="NotSupportedException">The query asks for a property that the row does not carry.</exception>
    public static Func<TRow, bool> Compile<T, TRow>(IEnumerable<Expression<Func<T, bool>>> conditions)
    {
        ParameterExpression row = Expression.Parameter(typeof(TRow), "row");
        Expression? all = null;
        foreach (Expression<Func<T, bool>> condition in conditions)
        {
            Expression body = new DatabaseSemantics<T>(condition.Parameters[0], row).Visit(condition.Body);
            all = all is null ? body : Expression.AndAlso(all, body);
        }

        // Such a predicate runs once over some hundreds of rows: compiling it to machine code takes longer than that.
        return all is null ? static _ => true : Expression.Lambda<Func<TRow, bool>>(all, row).Compile(preferInterpretation: true);
    }

    private sealed class DatabaseSemantics<T>(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        private static readonly MethodInfo TextEquals = Method(nameof(Same));
        private static readonly MethodInfo TextContains = Method(nameof(Contains));
        private static readonly MethodInfo TextStarts = Method(nameof(Starts));
        private static readonly MethodInfo TextEnds = Method(nameof(Ends));

        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);

        protected override Expression VisitMember(MemberExpression node)
        {
            if (from.Type.IsAssignableFrom(to.Type) || !IsRow(node.Expression))
            {
                return base.VisitMember(node);
            }

            PropertyInfo property = to.Type.GetProperty(node.Member.Name)
                ?? throw new NotSupportedException($"A query on {typeof(T).Name}.{node.Member.Name} is not supported by the embedded runtime.");
            Expression value = Expression.Property(to, property);
            return property.PropertyType == node.Type ? value : Expression.Convert(value, node.Type);
        }

        protected override Expression VisitBinary(BinaryExpression node)
        {
            if (node.NodeType is ExpressionType.Equal or ExpressionType.NotEqual
                && node.Left.Type == typeof(string) && node.Right.Type == typeof(string))
            {
                Expression same = Expression.Call(TextEquals, Visit(node.Left), Visit(node.Right));
                return node.NodeType == ExpressionType.Equal ? same : Expression.Not(same);
            }

            return base.VisitBinary(node);
        }

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            // A null in the database compares as false; here it would be a NullReferenceException.
            if (node.Object?.Type == typeof(string) && node.Arguments is [{ } argument, ..] && argument.Type == typeof(string))
            {
                MethodInfo? method = node.Method.Name switch
                {
                    nameof(string.Equals) => TextEquals,
                    nameof(string.Contains) => TextContains,
                    nameof(string.StartsWith) => TextStarts,
                    nameof(string.EndsWith) => TextEnds,
                    _ => null,
                };
                if (method is not null)
                {
                    return Expression.Call(method, Visit(node.Object), Visit(argument));
                }
            }

            return base.VisitMethodCall(node);
        }

        private bool IsRow(Expression? expression) => expression switch
        {
            ParameterExpression parameter => parameter == from,
            UnaryExpression { NodeType: ExpressionType.Convert } convert => IsRow(convert.Operand),
            _ => false,
        };

        private static MethodInfo Method(string name)
            => typeof(DatabaseSemantics<T>).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;

        private static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

        private static bool Contains(string? text, string? part) => text is not null && part is not null && text.Contains(part, StringComparison.OrdinalIgnoreCase);

        private static bool Starts(string? text, string? part) => text is not null && part is not null && text.StartsWith(part, StringComparison.OrdinalIgnoreCase);

        private static bool Ends(string? text, string? part) => text is not null && part is not null && text.EndsWith(part, StringComparison.OrdinalIgnoreCase);
    }
}
