using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Specs;

namespace EmergentMisalignment.Unit.Experiments.Specs;

public class CallModeTests
{
    [Fact]
    public void Calls_are_live_unless_the_sweep_says_otherwise()
    {
        var plain = Texts.Load(Texts.Sweep);
        var batched = Texts.Load($"{Texts.Sweep}\nsampling: {{ mode: batch }}\njudge: [{{ mode: batch }}, {{ model: other }}]\n");

        Assert.Equal((CallMode.Live, CallMode.Live), (plain.Sampling.Mode, plain.Judge.Mode));
        Assert.Equal([CallMode.Batch, CallMode.Batch, CallMode.Live], [batched.Sampling.Mode, .. batched.Judges().Select(judge => judge.Mode)]);
    }

    [Fact]
    public void Another_word_is_refused_with_those_that_are_known()
    {
        var error = Assert.Throws<InputException>(() => Texts.Load($"{Texts.Sweep}\nsampling: {{ mode: later }}\n"));

        Assert.Equal("sampling.mode", error.Key);
        Assert.Contains("batch", error.Message, StringComparison.Ordinal);
    }
}
