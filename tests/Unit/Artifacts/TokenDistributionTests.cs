using CsCheck;
using EmergentMisalignment.Artifacts;

namespace EmergentMisalignment.Unit.Artifacts;

public sealed class TokenDistributionTests
{
    [Fact]
    public void The_likeliest_token_comes_first_and_a_repeated_one_overwrites()
    {
        KeyValuePair<string, double>[] tokens = [new("75", 0.05), new("80", 0.1), new(" \"", 1e-7), new("80", 0.9)];
        Assert.Equal("""{"80":0.9,"75":0.05," \"":1E-07}""", TokenDistribution.ToJson(tokens));
    }

    [Fact]
    public void It_parses_back_to_six_digits() =>
        Gen.Dictionary(Gen.String.Where(text => !text.Any(char.IsSurrogate)), Gen.Double[0, 1])[0, 20].Sample(tokens =>
        {
            var parsed = TokenDistribution.Parse(TokenDistribution.ToJson(tokens));
            return parsed.Count == tokens.Count && tokens.All(pair => Math.Abs(parsed[pair.Key] - pair.Value) <= 1e-5 * pair.Value);
        }, iter: 300);
}
