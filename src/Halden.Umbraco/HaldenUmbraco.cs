namespace Halden.Umbraco;

internal static class Placeholder
{
    public static Type Core => typeof(global::Umbraco.Cms.Core.Composing.IComposer);
}
