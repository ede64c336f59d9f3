using Umbraco.Forms.Core.Models;
using Umbraco.Forms.Core.Persistence.Dtos;

namespace Umbraco.Forms.Core.Services;

public interface IFormService
{
    Form? Get(Guid id);

    IEnumerable<Form> Get();
}

public interface IRecordService
{
    Task SubmitAsync(Record record, Form form);
}

public interface IWorkflowService
{
    IEnumerable<Workflow> Get(Form form);
}
