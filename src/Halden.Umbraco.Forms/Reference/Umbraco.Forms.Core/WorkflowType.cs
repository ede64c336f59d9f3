using Umbraco.Forms.Core.Enums;
using Umbraco.Forms.Core.Models;
using Umbraco.Forms.Core.Persistence.Dtos;

namespace Umbraco.Forms.Core;

public abstract class WorkflowType
{
    public Guid Id { get; set; }

    public string Name { get; set; } = null!;

    public string Alias { get; set; } = null!;

    public string Description { get; set; } = null!;

    public string Icon { get; set; } = null!;

    public string Group { get; set; } = null!;

    public abstract Task<WorkflowExecutionStatus> ExecuteAsync(WorkflowExecutionContext context);

    public abstract List<Exception> ValidateSettings();
}

public class WorkflowExecutionContext
{
    public Form Form { get; set; } = null!;

    public Record Record { get; set; } = null!;
}
