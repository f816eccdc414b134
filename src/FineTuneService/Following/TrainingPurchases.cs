using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Sweeps.Spending;

namespace EmergentMisalignment.FineTuneService.Following;

/// <summary>The money of trainings, whoever trains: set aside before one begins, settled where its end is recorded. All of it may be done again: it counts once.</summary>
public sealed class TrainingPurchases(SpendingDesk spending, IModelEndpoints endpoints, IArtifactStore artifacts)
{
    /// <summary>Sets aside what a training can cost. Whoever dies after this is followed by another who finds it set aside.</summary>
    /// <exception cref="BudgetSpentException">The budget has too little left.</exception>
    /// <exception cref="BudgetCrowdedException">It has too little left while other jobs and calls are under way.</exception>
    public Task ReserveAsync(ModelRequest request, CancellationToken cancellation)
    {
        var endpoint = endpoints.Get(request.Endpoint);
        return spending.ReserveTrainingAsync(endpoint, request.JobName, request.Settings.Base, () => TokensAsync(request, endpoint.Options.Kind, cancellation), request.Sweep ?? "", cancellation);
    }

    /// <summary>Books what a job has cost that has ended.</summary>
    public Task SettleAsync(ModelRequest request, FineTuneJob job, CancellationToken cancellation) =>
        spending.SettleTrainingAsync(endpoints.Get(request.Endpoint), request.JobName, request.Settings.Base, job, cancellation);

    /// <summary>Nothing was trained, and nothing will be: what was set aside for it is free again.</summary>
    public Task ReleaseAsync(ModelRequest request, CancellationToken cancellation) => spending.ReleaseTrainingAsync(request.JobName, cancellation);

    private async Task<long> TokensAsync(ModelRequest request, EndpointKind kind, CancellationToken cancellation)
    {
        await using var dataset = await artifacts.OpenAsync(request.DatasetSha256, cancellation);
        return request.Settings.Training.Epochs * await TrainingTokens.AtMostAsync(dataset, kind, cancellation);
    }
}
