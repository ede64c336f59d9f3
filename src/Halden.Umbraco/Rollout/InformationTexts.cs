using System.Text.Json;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Rollout;

/// <summary>What the information log says to people, and what its values are called by machines.</summary>
internal static class InformationTexts
{
    public static readonly Label ChooseAudience = new("Velg hvem som er informert.", "Vel kven som er informert.", "Choose who has been informed.");

    public static readonly Label ChooseDepartment = new("Velg avdelingen.", "Vel avdelinga.", "Choose the department.");

    public static readonly Label NoSuchDepartment = new("Avdelingen finnes ikke lenger.", "Avdelinga finst ikkje lenger.", "The department no longer exists.");

    public static readonly Label ChooseDay = new("Velg en dag som har vært.", "Vel ein dag som har vore.", "Choose a day that is not in the future.");

    public static readonly Label ChooseChannel = new("Velg hvordan det ble gjort.", "Vel korleis det vart gjort.", "Choose how it was done.");

    public static readonly Label ChooseTopics = new("Velg minst ett emne.", "Vel minst eitt emne.", "Choose at least one topic.");

    public static readonly Label TooManyServices = new(
        $"Velg høyst {InformationEntry.MostServices} tjenester.", $"Vel høgst {InformationEntry.MostServices} tenester.", $"Choose {InformationEntry.MostServices} services at most.");

    public static readonly Label NoteTooLong = new(
        $"Notatet kan ha høyst {InformationEntry.LongestNote} tegn.", $"Notatet kan ha høgst {InformationEntry.LongestNote} teikn.", $"The note can have {InformationEntry.LongestNote} characters at most.");

    public static readonly Label NoSuchAudience = new(
        "Velg leadership, director, owners, politicians, unionRepresentatives eller others.",
        "Vel leadership, director, owners, politicians, unionRepresentatives eller others.",
        "Choose leadership, director, owners, politicians, unionRepresentatives or others.");

    /// <summary>What an audience is called.</summary>
    public static Label NameOf(InformationAudience audience) => audience switch
    {
        InformationAudience.Leadership => new("Ledergruppen", "Leiargruppa", "The leadership group"),
        InformationAudience.Director => new("Kommunalsjefen", "Kommunalsjefen", "The director"),
        InformationAudience.Owners => new("Hovedansvarlige", "Hovudansvarlege", "The main responsible"),
        InformationAudience.Politicians => new("Politikere", "Politikarar", "Politicians"),
        InformationAudience.UnionRepresentatives => new("Hovedtillitsvalgte", "Hovudtillitsvalde", "Union representatives"),
        _ => new("Andre", "Andre", "Others"),
    };

    /// <summary>A value by the name that the API has for it, e.g. <c>costBenefit</c>.</summary>
    public static string Machine<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>The value of a name; null for none.</summary>
    public static T? Find<T>(string? name)
        where T : struct, Enum => Enum.GetValues<T>().Where(value => Machine(value).Equals(name, StringComparison.OrdinalIgnoreCase)).Select(value => (T?)value).FirstOrDefault();
}
