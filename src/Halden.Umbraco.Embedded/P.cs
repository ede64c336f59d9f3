namespace Halden.Umbraco.Embedded; internal static class Placeholder;
