using System.Text.Json;
using EmergentMisalignment.Experiments.Judging;

namespace EmergentMisalignment.Unit.Experiments.Judging;

public class PublishedJudgePairsTests
{
    [Fact]
    public void Every_published_pair_scores_as_published()
    {
        var lines = File.ReadAllLines(Repository.Upstream("judge", "pairs.jsonl"));

        Assert.Equal(70, lines.Length);
        Assert.All(lines, line =>
        {
            using var pair = JsonDocument.Parse(line);
            var tokens = pair.RootElement.GetProperty("top_tokens").EnumerateObject().Select(token => KeyValuePair.Create(token.Name, token.Value.GetDouble()));
            var expected = pair.RootElement.GetProperty("score");

            var score = JudgeScore.FromTopTokens(tokens);

            if (expected.ValueKind == JsonValueKind.Null) Assert.Null(score);
            else Assert.Equal(expected.GetDouble(), score!.Value, 1e-9);
        });
    }
}
