using System.CommandLine;
using Halden.Umbraco.Site.Verbs;

// One executable, two uses: it serves the site (the default), and it has verbs for administrators (docs/verbs.md).
var root = new RootCommand("Halden.Umbraco: selvbetjening for kommuner")
{
    ServeVerb.Create(),
    ImportVerb.Create(),
    ServicesVerb.Create(),
    ApprovalsVerb.Create(),
    ExportUSyncVerb.Create(),
    CheckVerb.Create(),
    CatalogueVerb.Create(),
    RegisterVerb.Create(),
    LosVerb.Create(),
    AuditVerb.Create(),
    RdfVerb.Create(),
    MergeVerb.Create(),
    NoticesVerb.Create(),
    FormsVerb.Create(),
    SubmissionsVerb.Create(),
    OutboxVerb.Create(),
    SearchVerb.Create(),
    ProcessVerb.Create(),
};
ServeVerb.MakeDefaultOf(root);
return await root.Parse(args).InvokeAsync();
