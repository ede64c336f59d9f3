using Halden.Umbraco.Approval;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.Approval;

public class SubmissionTasksTests
{
    private static readonly DateOnly Today = new(2026, 12, 1);

    [Fact]
    public void NothingRemainsOfACompleteService() => Assert.Empty(Of(Complete(), AnEntry()));

    [Fact]
    public void WhatBlocksComesFirst()
    {
        var tasks = Of(Texts((Cultures.Bokmal, "SFO", [])), null, openComments: 2);
        Assert.Equal(
            [
                ApprovalTexts.MissingDescription, ApprovalTexts.MissingDepartment, ApprovalTexts.MissingOwner, ApprovalTexts.MissingRecipient,
                ApprovalTexts.MissingNewNorwegian, ApprovalTexts.OpenComments(2),
            ],
            tasks.Select(task => task.Text));
        Assert.Equal([true, true, true, true, false, false], tasks.Select(task => task.Blocks));
    }

    [Fact]
    public void AServiceWithoutBokmalLacksTitleAndDescription() => Assert.Equal(
        [ApprovalTexts.MissingTitle, ApprovalTexts.MissingDescription],
        Of(Texts((Cultures.NewNorwegian, "SFO", [("lead", "Etter skuletid")])), AnEntry()).Where(task => task.Blocks).Select(task => task.Text));

    [Fact]
    public void AnEmptyTextInAnotherLanguageIsAdvice()
    {
        var task = Assert.Single(Of(Texts((Cultures.Bokmal, "SFO", [("lead", "Etter skoletid")]), (Cultures.NewNorwegian, "SFO", [])), AnEntry()));
        Assert.False(task.Blocks);
        Assert.Equal((Cultures.NewNorwegian, ServiceFields.Lead), (task.Culture, task.Field));
    }

    [Fact]
    public void EveryDepartmentThatNobodyDecidesForBlocks()
    {
        var entry = AnEntry();
        entry.FurtherDepartments.Add(new FurtherDepartment { DocumentKey = entry.DocumentKey, DepartmentKey = Guid.NewGuid(), Department = new Department { Name = "Tom avdeling" } });
        var task = Assert.Single(Of(Complete(), entry));
        Assert.Equal(ApprovalTexts.MissingDirectorOf("Tom avdeling"), task.Text);
    }

    [Fact]
    public void ADeputyIsEnoughWhileThePostIsVacant()
    {
        var entry = AnEntry();
        entry.Department!.DirectorKey = null;
        entry.Department.Deputies.Add(new Deputy { DepartmentKey = entry.Department.Key, UserKey = Guid.NewGuid(), From = Today, To = Today });
        Assert.Empty(Of(Complete(), entry));
    }

    [Theory]
    [InlineData(LinkTarget.Missing, true)]
    [InlineData(LinkTarget.NotPublic, false)]
    internal void ALinkThatLeadsNowhereIsNamedWithItsField(LinkTarget target, bool blocks)
    {
        var description = Complete([("price", """<p>Se <a href="/selvbetjening/a&amp;b">prislisten</a> og <a href="https://lovdata.no/">loven</a>.</p>""")]);

        var task = Assert.Single(SubmissionTasks.Of(description, AnEntry(), Today, href => href == "/selvbetjening/a&b" ? target : LinkTarget.Public, 0));

        Assert.Equal(blocks, task.Blocks);
        Assert.Equal((Cultures.Bokmal, "price"), (task.Culture, task.Field));
        Assert.Contains("/selvbetjening/a&b", task.Text.Nb, StringComparison.Ordinal);
    }

    [Fact]
    public void LinksOfALinkFieldAreLookedAtToo()
    {
        var links = ServiceLink.Canonical([new ServiceLink("Skjema", "/selvbetjening/borte")]);
        Assert.Equal("applicationFormLinks", Assert.Single(SubmissionTasks.Of(Complete([("applicationFormLinks", links)]), AnEntry(), Today, _ => LinkTarget.Missing, 0)).Field);
    }

    [Fact]
    public void ALinkToMediaIsLeftAlone() => Assert.Empty(SubmissionTasks.Of(
        Complete([("price", """<p><a type="media" href="/{localLink:6f2b1a00-5d0e-4c51-8f5e-0a17c0de0999}">prisliste</a></p>""")]), AnEntry(), Today, _ => LinkTarget.Missing, 0));

    private static IReadOnlyList<RemainingTask> Of(ServiceDescription description, RegisterEntry? entry, int openComments = 0) =>
        SubmissionTasks.Of(description, entry, Today, _ => LinkTarget.Elsewhere, openComments);

    private static ServiceDescription Complete(params (string Alias, string Value)[] fields) =>
        Texts((Cultures.Bokmal, "SFO", [("lead", "Etter skoletid"), .. fields]), (Cultures.NewNorwegian, "SFO", [("lead", "Etter skuletid")]));

    private static ServiceDescription Texts(params (string Culture, string Title, (string Alias, string Value)[] Fields)[] texts) => new(
        Guid.NewGuid(), texts.ToDictionary(text => text.Culture, text => new ServiceText(text.Title, text.Fields.Select(field => KeyValuePair.Create(field.Alias, field.Value)))));

    private static RegisterEntry AnEntry()
    {
        var department = new Department { Name = "Undervisning og kultur", DirectorKey = Guid.NewGuid() };
        return new RegisterEntry { DocumentKey = Guid.NewGuid(), DepartmentKey = department.Key, Department = department, OwnerName = "Sara Skole", Recipient = "sfo@halden.example" };
    }
}
