using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.Sweeps.Spending;

/// <summary>Fine-tunes are paid by the tokens that they train on.</summary>
public sealed partial class SpendingDesk
{
    /// <summary>Sets aside what a fine-tune can cost, before it is submitted. Doing so again for the same job changes nothing.</summary>
    /// <param name="endpoint">Where it is trained.</param>
    /// <param name="job">The job's own name.</param>
    /// <param name="model">The model that is trained.</param>
    /// <param name="tokens">No fewer tokens than are trained on, all epochs together.</param>
    /// <param name="sweep">The sweep that pays.</param>
    /// <param name="cancellation"/>
    /// <exception cref="InputException">Training it has no price.</exception>
    /// <exception cref="BudgetSpentException">The budget has too little left.</exception>
    /// <exception cref="BudgetCrowdedException">It has too little left while other jobs and calls are under way.</exception>
    public async Task ReserveTrainingAsync(IModelEndpoint endpoint, string job, string model, Func<Task<long>> tokens, string sweep, CancellationToken cancellation)
    {
        if (TrainingPrice(endpoint, model) is not { Training: > 0 } price)
            return;

        await SetAsideAsync(endpoint, NameOf(job), price.OfTraining(await tokens()), new Payer(sweep, SpendingStage.FineTunes), cancellation);
    }

    /// <summary>A fine-tune that money was set aside for was not submitted, and will not be.</summary>
    public Task ReleaseTrainingAsync(string job, CancellationToken cancellation) => books.SettleAsync(NameOf(job), Money.Zero, Money.Zero, cancellation);

    /// <summary>Books what a fine-tune has cost once it has ended: by the tokens that the provider says it trained on. Doing so again changes nothing.</summary>
    public async Task SettleTrainingAsync(IModelEndpoint endpoint, string name, string model, FineTuneJob job, CancellationToken cancellation)
    {
        // A job whose price somebody has taken out of the table since is to be recorded all the same: it cost what was set aside.
        var price = prices.Find(endpoint.Options, model);
        if (price is { Training: 0 })
            return;

        // Of a job that failed or was cancelled nobody says what it is billed for, unless it names tokens.
        Money? spent = job.TrainedTokens is { } trained && price?.Training is not null ? price.OfTraining(trained) : job.Status == FineTuneStatus.Succeeded ? null : Money.Zero;
        Money? unsettled = job is { Status: FineTuneStatus.Cancelled, TrainedTokens: null } ? null : Money.Zero;
        if (await books.SettleAsync(NameOf(name), spent, unsettled, cancellation) && spent is { } cost)
            instruments.Spend(endpoint.Name, SpendingStage.FineTunes, cost);
    }

    private ModelPrice TrainingPrice(IModelEndpoint endpoint, string model) => prices.Find(endpoint.Options, model) is { Training: not null } price
        ? price
        : throw new InputException(prices.Unpriced(endpoint.Name, model, trains: true), file: null, line: null, key: $"endpoints.{endpoint.Name}");

    private static string NameOf(string job) => $"fine-tune {job}";
}
