namespace Halden.Umbraco.Processes;

/// <summary>How far a service has come on its way to being electronic; a process model is drawn of each.</summary>
internal enum ProcessStage
{
    /// <summary>Manuell: the way of a form on paper.</summary>
    Manual,

    /// <summary>Med elektronisk skjema: it comes by e-mail, and somebody registers it.</summary>
    ElectronicForm,

    /// <summary>Fullintegrert: it goes straight into the line-of-business system (fagsystem).</summary>
    Integrated,
}

/// <summary>What a node of a process stands for.</summary>
internal enum ProcessNodeKind
{
    Start,

    /// <summary>Something that somebody does. A step that holds a process of its own (<see cref="ProcessNode.Inner"/>) is a sub-process.</summary>
    Step,

    /// <summary>A question; each way out of it is labelled with its answer.</summary>
    Decision,

    /// <summary>A paper, a file or a letter that a step reads or makes. The flows of a document show what uses it, not what comes next.</summary>
    Document,

    End,
}

/// <summary>
/// The way of a form through the organisation at one stage: which roles are touched, in what order, and what each does. Where anything
/// stands in the drawing is not part of it: that is worked out (<c>Drawing</c>).
/// </summary>
/// <param name="Lanes">The roles, from the top of the drawing. A process within a step has none of its own: its steps are the step's role's.</param>
/// <param name="Nodes">In the order they are read, which is also the order of the list beside the drawing.</param>
/// <param name="Flows">In the order they were drawn.</param>
internal sealed record ProcessModel(IReadOnlyList<ProcessLane> Lanes, IReadOnlyList<ProcessNode> Nodes, IReadOnlyList<ProcessFlow> Flows);

/// <summary>A role, e.g. "Servicesenteret" or "Søker".</summary>
/// <param name="Id">An XML name without a colon (NCName), unique in the whole model, lanes, nodes and flows together.</param>
/// <param name="Name">What the role is called.</param>
internal sealed record ProcessLane(string Id, string Name);

/// <summary>One thing in the process.</summary>
/// <param name="Id">As of a lane.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Name">What is done, asked, or what the paper is called.</param>
internal sealed record ProcessNode(string Id, ProcessNodeKind Kind, string Name)
{
    /// <summary>Id of the lane of whoever does it; null within a step.</summary>
    public string? Lane { get; init; }

    /// <summary>What is different from the stage before, in the owner's words.</summary>
    public string? Change { get; init; }

    /// <summary>Documents, routines and laws.</summary>
    public IReadOnlyList<ProcessLink> Links { get; init; } = [];

    /// <summary>Minutes of work that it takes; null where nobody has said.</summary>
    public int? Minutes { get; init; }

    /// <summary>The system that it is done in, e.g. a line-of-business system's name.</summary>
    public string? System { get; init; }

    /// <summary>A simple flowchart under the step.</summary>
    public ProcessModel? Inner { get; init; }
}

/// <summary>A link of a step.</summary>
/// <param name="Name">What is shown.</param>
/// <param name="Address">An absolute https, http or mailto address.</param>
internal sealed record ProcessLink(string Name, string Address);

/// <summary>What comes after what, or which document a step reads or makes.</summary>
/// <param name="Id">As of a lane.</param>
/// <param name="From">Id of a node of the same model.</param>
/// <param name="To">Id of another node of the same model.</param>
/// <param name="Label">The answer, where it leaves a decision.</param>
internal sealed record ProcessFlow(string Id, string From, string To, string? Label = null);
