using EmergentMisalignment.Ledger;

namespace EmergentMisalignment.FineTuneService.Training;

/// <summary>Models that wait for a GPU of a process that comes for them (<see cref="TrainerOptions.Elsewhere"/>), and those that are trained there.</summary>
public sealed class TrainingList(WaitingList lists)
{
    private const string Name = "trainings";

    public Task AddAsync(string model, CancellationToken cancellation) => lists.AddAsync(Name, model, cancellation);

    public Task<IReadOnlyList<string>> AllAsync(CancellationToken cancellation) => lists.AllAsync(Name, cancellation);

    public Task RemoveAsync(string model, CancellationToken cancellation) => lists.RemoveAsync(Name, model, cancellation);
}
