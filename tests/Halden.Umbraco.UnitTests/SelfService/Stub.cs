using System.Reflection;

namespace Halden.Umbraco.UnitTests.SelfService;

/// <summary>Stands in for one of Umbraco's wide interfaces with the few members a test needs; any other throws.</summary>
internal class Stub<T> : DispatchProxy
    where T : class
{
    private Dictionary<string, Func<object?[], object?>> _methods = [];

    /// <summary>Answers by method name; a property is its getter, <c>get_Name</c>.</summary>
    public static T Of(Dictionary<string, Func<object?[], object?>> methods)
    {
        var proxy = Create<T, Stub<T>>();
        ((Stub<T>)(object)proxy)._methods = methods;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        _methods.TryGetValue(targetMethod!.Name, out var method) ? method(args ?? []) : throw new NotSupportedException(targetMethod.Name);
}
