using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Halden.Umbraco.UnitTests.SelfService;

public sealed class ServiceAddressesTests : IDisposable
{
    private static readonly Guid One = new("11111111-0000-0000-0000-000000000001");
    private static readonly Guid Two = new("11111111-0000-0000-0000-000000000002");

    private readonly TemporaryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task GivesEachServiceItsOwn()
    {
        var book = await AssignAsync((One, "Barnehage"), (Two, "Barnehage"));

        Assert.Equal("barnehage", book.Current(Cultures.Bokmal, One));
        Assert.Equal("barnehage-2", book.Current(Cultures.Bokmal, Two));
    }

    [Fact]
    public async Task IsKeptWhenTheOtherServiceIsGone()
    {
        await AssignAsync((One, "Barnehage"), (Two, "Barnehage"));

        var book = await AssignAsync((Two, "Barnehage"));

        Assert.Equal("barnehage-2", book.Current(Cultures.Bokmal, Two));
    }

    [Fact]
    public async Task NeverMovesToAnotherService()
    {
        await AssignAsync((One, "Barnehage"));
        await AssignAsync((One, "Barnehageplass"));

        var book = await AssignAsync((Two, "Barnehage"));

        Assert.Equal("barnehage-2", book.Current(Cultures.Bokmal, Two));
        Assert.Equal(One, book.Owner(Cultures.Bokmal, "barnehage"));
    }

    [Fact]
    public async Task NewTitleGivesNewAddressAndKeepsTheOld()
    {
        await AssignAsync((One, "Barnehage"));

        var book = await AssignAsync((One, "Barnehageplass"));

        Assert.Equal("barnehageplass", book.Current(Cultures.Bokmal, One));
        Assert.Equal(One, book.Owner(Cultures.Bokmal, "barnehage"));
    }

    [Fact]
    public async Task FormerTitleGivesFormerAddressBack()
    {
        await AssignAsync((One, "Barnehage"));
        await AssignAsync((One, "Barnehageplass"));

        var book = await AssignAsync((One, "Barnehage"));

        Assert.Equal("barnehage", book.Current(Cultures.Bokmal, One));
        await using var db = _database.CreateDbContext();
        Assert.Equal(2, await db.Addresses.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task TitleThatComesBackGivesItsAddressBackToWhoeverRemembersBoth()
    {
        var store = Store();
        var slugs = new List<string?>();
        foreach (var title in (string[])["Barnehage", "Barnehageplass", "Barnehageplass", "Barnehage"])
        {
            slugs.Add((await store.AssignAsync([new(One, Cultures.Bokmal, title)], TestContext.Current.CancellationToken)).Current(Cultures.Bokmal, One));
        }

        Assert.Equal(["barnehage", "barnehageplass", "barnehageplass", "barnehage"], slugs);
    }

    [Fact]
    public async Task WhatAnotherNodeHasGivenIsSeenByOneThatReadBefore()
    {
        var store = Store();
        await store.AssignAsync([new(One, Cultures.Bokmal, "Barnehage")], TestContext.Current.CancellationToken);
        await AssignAsync((One, "Barnehage"), (Two, "SFO"));

        var book = await store.AssignAsync([new(One, Cultures.Bokmal, "Barnehage")], TestContext.Current.CancellationToken);

        Assert.Equal(Two, book.Owner(Cultures.Bokmal, "sfo"));
    }

    [Fact]
    public async Task ManyAtOnceAllGetOne()
    {
        TitledService[] services = [.. Enumerable.Range(0, 1200).Select(n => new TitledService(Guid.NewGuid(), Cultures.Bokmal, $"Tjeneste {n % 100}"))];

        var book = await Store().AssignAsync(services, TestContext.Current.CancellationToken);

        Assert.Equal(1200, services.Select(service => book.Current(Cultures.Bokmal, service.DocumentKey)).OfType<string>().Distinct().Count());
    }

    [Fact]
    public async Task CulturesAreApart()
    {
        var book = await Store().AssignAsync(
            [new(One, Cultures.Bokmal, "Barnehage"), new(Two, Cultures.NewNorwegian, "Barnehage")], TestContext.Current.CancellationToken);

        Assert.Equal("barnehage", book.Current(Cultures.Bokmal, One));
        Assert.Equal("barnehage", book.Current(Cultures.NewNorwegian, Two));
    }

    [Fact]
    public async Task TwoNodesAtOnceAgree()
    {
        TitledService[] services = [.. Enumerable.Range(0, 40).Select(n => new TitledService(Guid.NewGuid(), Cultures.Bokmal, $"Tjeneste {n % 10}"))];

        var books = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Store().AssignAsync(services, TestContext.Current.CancellationToken))));

        foreach (var service in services)
        {
            Assert.Single(books.Select(book => book.Current(Cultures.Bokmal, service.DocumentKey)).Distinct());
        }

        Assert.Equal(40, services.Select(service => books[0].Current(Cultures.Bokmal, service.DocumentKey)).Distinct().Count());
    }

    private ServiceAddresses Store() => new(_database, NullLogger<ServiceAddresses>.Instance);

    private Task<AddressBook> AssignAsync(params (Guid Key, string Title)[] services) => Store().AssignAsync(
        [.. services.Select(service => new TitledService(service.Key, Cultures.Bokmal, service.Title))], TestContext.Current.CancellationToken);
}
