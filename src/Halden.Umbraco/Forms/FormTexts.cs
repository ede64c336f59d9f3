using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Forms;

/// <summary>What the forms say where their authors have said nothing.</summary>
internal static class FormTexts
{
    public static Label NotAnswered(string caption) => new($"Svar på «{caption}».", $"Svar på «{caption}».", $"Answer “{caption}”.");

    public static Label NotChosen(string caption) => new($"Velg et svar på «{caption}».", $"Vel eit svar på «{caption}».", $"Choose an answer to “{caption}”.");

    public static Label NotTicked(string caption) => new($"Kryss av for «{caption}».", $"Kryss av for «{caption}».", $"Tick “{caption}”.");

    public static Label FileMissing(string caption) => new($"Legg ved «{caption}».", $"Legg ved «{caption}».", $"Attach “{caption}”.");

    public static Label OnlyOne(string caption) => new($"Gi bare ett svar på «{caption}».", $"Gi berre eitt svar på «{caption}».", $"Give one answer only to “{caption}”.");

    public static Label NotAmong(string caption) => new($"Velg et av svarene som står under «{caption}».", $"Vel eit av svara som står under «{caption}».", $"Choose one of the answers listed under “{caption}”.");

    public static Label TooLong(string caption, int longest) => new(
        $"Svaret på «{caption}» er for langt. Det kan ha {longest} tegn.", $"Svaret på «{caption}» er for langt. Det kan ha {longest} teikn.", $"The answer to “{caption}” is too long. It can have {longest} characters.");

    public static Label WrongPattern(string caption) => new(
        $"Svaret på «{caption}» er ikke skrevet slik det skal.", $"Svaret på «{caption}» er ikkje skrive slik det skal.", $"The answer to “{caption}” is not written as it should be.");
}
