namespace Halden.Umbraco.SelfService.Layout;

/// <summary>
/// What a layout can know of the page that it stands round. A layout takes it as a cascading parameter; docs/layout.md has an example.
/// </summary>
/// <param name="Municipality">The municipality's name.</param>
/// <param name="Title">Title of the page.</param>
/// <param name="Culture">Culture of the page: <c>nb-NO</c>, <c>nn-NO</c> or <c>en-US</c>.</param>
/// <param name="Path">The page's own path, or null for a page that stands for no address, such as an error.</param>
/// <param name="Front">Path of the front page of self-service in the culture.</param>
/// <param name="Search">Path of the search in the culture.</param>
/// <param name="Logo">Address of the logo, or null.</param>
public sealed record SelfServicePage(string Municipality, string Title, string Culture, string? Path, string Front, string Search, string? Logo);
