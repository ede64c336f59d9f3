using System.CommandLine;
using System.Text;
using Halden.Umbraco.Forms;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Site.Verbs;

/// <summary><c>forms validate FILE|-</c>, <c>forms library</c> and <c>forms library show ID|NAME</c>. They need no started site.</summary>
internal static class FormsVerb
{
    public static Command Create() => new("forms", "Skjemaer.") { Validate(), Library() };

    private static Command Validate()
    {
        var file = new Argument<string>("FILE") { Description = "Fil med et skjema som JSON, eller - for standard inn." };
        var verb = new Command("validate", "Sjekk om et skjema kan brukes, og si hvor det ikke kan det.") { file, VerbRunner.JsonOption };
        verb.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            if (path != "-" && !File.Exists(path))
            {
                Console.Error.WriteLine($"Finner ikke filen {Path.GetFullPath(path)}.");
                return ExitCodes.Usage;
            }

            string json;
            try
            {
                using var input = path == "-" ? Console.OpenStandardInput() : File.OpenRead(path);
                json = Start(input);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine($"Kan ikke lese {path}: {fault.Message}");
                return ExitCodes.Usage;
            }

            var (form, faults) = FormCheck.Read(json);
            var errors = faults.Count(fault => fault.IsError);
            VerbRunner.Write(
                parsed,
                new { form?.Id, form?.Name, errors, faults = faults.Select(fault => new { fault.Place, fault.IsError, message = fault.Message.Nb }) },
                () =>
                {
                    foreach (var fault in faults)
                    {
                        Console.WriteLine($"{(fault.IsError ? "feil" : "råd ")}  {(fault.Place.Length > 0 ? fault.Place : "skjemaet")}: {fault.Message.Nb}");
                    }

                    Console.WriteLine($"{(form is { Name.Length: > 0 } ? $"«{form.Name}»" : "Skjemaet")} {(errors > 0 ? "kan ikke brukes" : "kan brukes")}: {errors} feil, {faults.Count - errors} råd.");
                });
            return errors > 0 ? ExitCodes.Findings : ExitCodes.Success;
        });
        return verb;
    }

    private static Command Library()
    {
        var verb = new Command("library", "Vis skjemaene som følger med.") { VerbRunner.JsonOption };
        verb.SetAction(parsed =>
        {
            VerbRunner.Write(
                parsed,
                new
                {
                    total = FormLibrary.All.Count,
                    items = FormLibrary.ByName.Select(one => new { one.Value.Id, name = one.Key, title = one.Value.Name, pages = one.Value.Pages.Count, questions = Questions(one.Value), one.Value.Cultures }),
                },
                () =>
                {
                    foreach (var (name, form) in FormLibrary.ByName)
                    {
                        Console.WriteLine($"{name}  {form.Id}");
                        Console.WriteLine($"    {form.Name}: {form.Pages.Count} sider, {Questions(form)} spørsmål, {string.Join(" og ", form.Cultures.Select(culture => Cultures.NameOf(culture).Nb.ToLowerInvariant()))}");
                    }
                });
            return ExitCodes.Success;
        });
        verb.Subcommands.Add(Show());
        return verb;
    }

    private static Command Show()
    {
        var which = new Argument<string>("ID|NAME") { Description = "Hvilket, slik «forms library» viser det." };
        var verb = new Command("show", "Skriv et av skjemaene som JSON.") { which };
        verb.SetAction(parsed =>
        {
            if (FormLibrary.Find(parsed.GetRequiredValue(which)) is not { } form)
            {
                Console.Error.WriteLine($"Ingen av skjemaene som følger med, heter «{parsed.GetRequiredValue(which)}». «forms library» viser dem.");
                return ExitCodes.Findings;
            }

            using var target = Console.OpenStandardOutput();
            target.Write(Encoding.UTF8.GetBytes(FormJson.Write(form) + "\n"));
            return ExitCodes.Success;
        });
        return verb;
    }

    private static int Questions(FormDefinition form) => form.Fields.Count(field => field.FieldType is { IsQuestion: true });

    // One character more than a form can have is enough to see that it is too large.
    private static string Start(Stream input)
    {
        using var reader = new StreamReader(input);
        var characters = new char[FormJson.MaxBytes + 1];
        return new string(characters, 0, reader.ReadBlock(characters));
    }
}
