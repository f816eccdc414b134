using EmergentMisalignment.Answers.Details;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Answers.Querying;

/// <summary>Finds answers of a sweep among those that are archived.</summary>
public sealed class AnswerFinder
{
    private readonly AnswerShelf _shelf;
    private readonly DetailsReader _details;

    internal AnswerFinder(AnswerShelf shelf, DetailsReader details) => (_shelf, _details) = (shelf, details);

    /// <exception cref="Experiments.InputException">The question makes no sense for this sweep; the key is the parameter at fault.</exception>
    /// <exception cref="AnswersException">The answers cannot be looked through.</exception>
    /// <exception cref="Artifacts.ArtifactException">An artifact is gone or damaged.</exception>
    public Task<AnswerPage> FindAsync(SweepRecord sweep, AnswerQuery query, CancellationToken cancellation)
    {
        FilterRules.Check(query, SweepPlan.Create(sweep.Spec));
        return _shelf.UseAsync(sweep, answers => answers.FindAsync(query, cancellation), cancellation);
    }

    /// <summary>One answer with everything that is known of it.</summary>
    /// <exception cref="NoSuchAnswerException">The sweep has no such answer, or it is not archived yet.</exception>
    /// <exception cref="AnswersException">The answers cannot be looked through.</exception>
    /// <exception cref="Artifacts.ArtifactException">An artifact is gone or damaged.</exception>
    public async Task<AnswerDetails> GetAsync(SweepRecord sweep, string cell, int index, CancellationToken cancellation)
    {
        var places = await _shelf.UseAsync(sweep, answers => Task.FromResult(answers.Places), cancellation);
        return await _details.ReadAsync(sweep, places, cell, index, cancellation);
    }
}
