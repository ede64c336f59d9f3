using System.Collections;
using System.Linq.Expressions;
using Umbraco.Cms.Core.Persistence.Querying;

namespace Halden.Umbraco.Embedded;

/// <summary>A query as the expressions it was made of; each repository decides how to answer it.</summary>
internal sealed class MemoryQuery<T> : IQuery<T>
{
    private readonly List<Expression<Func<T, bool>>> _conditions = [];

    /// <summary>Every one of them must hold.</summary>
    public IReadOnlyList<Expression<Func<T, bool>>> Conditions => _conditions;

    public static MemoryQuery<T> Of(IQuery<T> query)
        => query as MemoryQuery<T>
            ?? throw new NotSupportedException($"A query of type {query.GetType().Name} is not supported by the embedded runtime: make it with ICoreScopeProvider.CreateQuery.");

    public IQuery<T> Where(Expression<Func<T, bool>> predicate)
    {
        _conditions.Add(predicate);
        return this;
    }

    public IQuery<T> WhereIn(Expression<Func<T, object>> fieldSelector, IEnumerable? values)
    {
        _conditions.Add(Membership(fieldSelector, values, wanted: true));
        return this;
    }

    public IQuery<T> WhereNotIn(Expression<Func<T, object>> fieldSelector, IEnumerable? values)
    {
        _conditions.Add(Membership(fieldSelector, values, wanted: false));
        return this;
    }

    public IQuery<T> WhereAny(IEnumerable<Expression<Func<T, bool>>> predicates)
    {
        ParameterExpression row = Expression.Parameter(typeof(T), "row");
        Expression? any = null;
        foreach (Expression<Func<T, bool>> predicate in predicates)
        {
            Expression body = new ParameterReplacer(predicate.Parameters[0], row).Visit(predicate.Body);
            any = any is null ? body : Expression.OrElse(any, body);
        }

        if (any is not null)
        {
            _conditions.Add(Expression.Lambda<Func<T, bool>>(any, row));
        }

        return this;
    }

    public IEnumerable<Tuple<string, object[]>> GetWhereClauses()
        => throw new NotSupportedException("IQuery.GetWhereClauses is not supported by the embedded runtime.");

    private static Expression<Func<T, bool>> Membership(Expression<Func<T, object>> field, IEnumerable? values, bool wanted)
    {
        var set = new ValueSet(values);
        Expression contains = Expression.Call(Expression.Constant(set), nameof(ValueSet.Contains), null, field.Body.Type == typeof(object) ? field.Body : Expression.Convert(field.Body, typeof(object)));
        return Expression.Lambda<Func<T, bool>>(wanted ? contains : Expression.Not(contains), field.Parameters);
    }

    private sealed class ParameterReplacer(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}

/// <summary>The values of a WhereIn, compared as the database would: text without regard to case.</summary>
internal sealed class ValueSet
{
    private readonly HashSet<object> _values = [];
    private readonly HashSet<string> _texts = new(StringComparer.OrdinalIgnoreCase);

    public ValueSet(IEnumerable? values)
    {
        foreach (var value in values ?? Array.Empty<object>())
        {
            if (value is string text)
            {
                _texts.Add(text);
            }
            else if (value is not null)
            {
                _values.Add(value);
            }
        }
    }

    public IEnumerable<int> Integers => _values.OfType<int>();

    public bool OnlyIntegers => _texts.Count == 0 && _values.All(x => x is int);

    public bool Contains(object? value) => value is string text ? _texts.Contains(text) : value is not null && _values.Contains(value);
}
