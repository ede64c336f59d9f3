using System.Collections.Concurrent;
using System.Reflection;

namespace Halden.Umbraco.Embedded;

/// <summary>
/// Fills in the members of a large interface that the embedded runtime does not support: each throws a
/// <see cref="NotSupportedException"/> that names it, also where the interface has a default that would
/// quietly answer with nothing.
/// </summary>
internal static class Unsupported
{
    public static NotSupportedException Member(string type, string member)
        => new($"{type}.{member} is not supported by the embedded runtime.");

    /// <summary>An interface of which nothing is supported.</summary>
    public static object Entirely(Type contract) => Create(contract, null);

    public static T Entirely<T>()
        where T : class
        => (T)Create(typeof(T), null);

    /// <summary>An interface of which the public methods and properties of <paramref name="supported"/> are supported.</summary>
    /// <exception cref="InvalidOperationException">One of them belongs to no member of the interface: it has been renamed.</exception>
    public static T Except<T>(object supported)
        where T : class
    {
        UnsupportedProxy.CheckMembers(typeof(T), supported.GetType());
        return (T)Create(typeof(T), supported);
    }

    private static object Create(Type contract, object? supported)
    {
        var proxy = DispatchProxy.Create(contract, typeof(UnsupportedProxy));
        ((UnsupportedProxy)proxy).Initialize(contract, supported);
        return proxy;
    }
}

/// <summary>The proxy behind <see cref="Unsupported"/>; not sealed, because the generated type derives from it.</summary>
internal class UnsupportedProxy : DispatchProxy
{
    private static readonly ConcurrentDictionary<(Type, MethodInfo), MethodInfo?> Found = new();
    private Type _contract = typeof(object);
    private object? _supported;

    public void Initialize(Type contract, object? supported)
    {
        _contract = contract;
        _supported = supported;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        MethodInfo? method = _supported is null
            ? null
            : Found.GetOrAdd((_supported.GetType(), targetMethod), static key => Find(key.Item1, key.Item2));
        if (method is null)
        {
            // The container disposes of what it has made.
            if (targetMethod.DeclaringType == typeof(IDisposable))
            {
                return null;
            }

            if (targetMethod.DeclaringType == typeof(IAsyncDisposable))
            {
                return ValueTask.CompletedTask;
            }

            throw Unsupported.Member(_contract.Name, targetMethod.Name);
        }

        return method.Invoke(_supported, BindingFlags.DoNotWrapExceptions, null, args, null);
    }

    public static void CheckMembers(Type contract, Type supported)
    {
        List<MethodInfo> members = [.. contract.GetMethods().Concat(contract.GetInterfaces().SelectMany(x => x.GetMethods()))];
        foreach (MethodInfo method in supported.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        {
            if (!members.Any(member => Find(supported, member) == method))
            {
                throw new InvalidOperationException($"{supported.Name}.{method} is no member of {contract.Name}.");
            }
        }
    }

    private static MethodInfo? Find(Type type, MethodInfo member)
    {
        Type[] parameters = [.. member.GetParameters().Select(x => x.ParameterType)];
        foreach (MethodInfo candidate in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(x => x.Name == member.Name))
        {
            MethodInfo method = candidate;
            if (member.IsGenericMethodDefinition != candidate.IsGenericMethodDefinition)
            {
                continue;
            }

            if (method.ReturnType == member.ReturnType && method.GetParameters().Select(x => x.ParameterType).SequenceEqual(parameters))
            {
                return method;
            }
        }

        return null;
    }
}
