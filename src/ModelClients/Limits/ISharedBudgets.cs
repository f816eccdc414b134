namespace EmergentMisalignment.ModelClients.Limits;

/// <summary>
/// Where all processes that call an endpoint meet: what it takes of requests and tokens is one budget for each of its models. Without one in the container
/// each process is on its own: it then heeds refusals call by call.
/// </summary>
public interface ISharedBudgets
{
    /// <summary>Tells what became of the last calls, asks for the next, and hears how the budget stands. One round trip.</summary>
    /// <param name="endpoint">The endpoint's name.</param>
    /// <param name="model">The model whose limit it is: of a fine-tuned model its base, with which it shares the limit.</param>
    /// <param name="report">What is told and wanted.</param>
    /// <param name="cancellationToken"/>
    Task<BudgetGrant> ExchangeAsync(string endpoint, string model, BudgetReport report, CancellationToken cancellationToken);
}
