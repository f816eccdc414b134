using EmergentMisalignment.PetriDish.Engine;

namespace EmergentMisalignment.PetriDish.Models;

/// <summary>Some consecutive rows of one request, taken into one batch.</summary>
internal readonly record struct SamplingSlice(SamplingWork Work, int From, int Count)
{
    public void AddTo(List<SampleRequest> batch) => batch.AddRange(Work.Rows(From, Count));

    public void Complete(IReadOnlyList<SampledCompletion> completions, int at) => Work.Complete(From, completions, at, Count);

    public void Fail(Exception error) => Work.Fail(error);
}
