using EmergentMisalignment.Answers.Details;
using EmergentMisalignment.Answers.Querying;
using EmergentMisalignment.Console.Problems;
using EmergentMisalignment.Console.Sweeps;

namespace EmergentMisalignment.Console.Answers;

/// <summary>Answers of sweeps, for the API and for the pages.</summary>
internal sealed class AnswerDesk(SweepViews views, AnswerFinder answers)
{
    /// <exception cref="RefusedException">There is no such sweep, or a parameter is wrong.</exception>
    public async Task<AnswerPage> FindAsync(string sweep, AnswerParameters parameters, CancellationToken cancellation) =>
        await answers.FindAsync(await views.RecordAsync(sweep, cancellation), parameters.ToQuery(), cancellation);

    /// <exception cref="RefusedException">There is no such sweep, or it has no such answer.</exception>
    public async Task<AnswerDetails> GetAsync(string sweep, string cell, int index, CancellationToken cancellation)
    {
        try
        {
            return await answers.GetAsync(await views.RecordAsync(sweep, cancellation), cell, index, cancellation);
        }
        catch (NoSuchAnswerException exception)
        {
            throw RefusedException.NotFound(exception.Message);
        }
    }
}
