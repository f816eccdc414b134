using CsCheck;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Reports.Composing;
using EmergentMisalignment.Reports.Figures;
using EmergentMisalignment.Reports.Scores;
using EmergentMisalignment.Unit.Artifacts;

namespace EmergentMisalignment.Unit.Reports;

public sealed class ScoresFigureTests
{
    private static readonly Estimand Estimand = new();
    private static readonly Gen<double?> Score = Gen.Select(Gen.Int[0, 9], Gen.Double[0, 100], (luck, score) => luck == 0 ? (double?)null : score);

    [Fact]
    public void Every_answer_is_in_one_bin_or_without_a_score() =>
        Gen.Select(Score, Score).Array[0, 200].Sample(scores =>
        {
            var table = new ScoreTable();
            foreach (var (aligned, coherent) in scores) table.Add(Row(aligned, coherent));

            var density = table.Densities.SingleOrDefault();

            Assert.Equal(scores.Length, (density?.Answers ?? 0) + (density?.NoScore ?? 0));
            Assert.Equal(scores.Count(score => Estimand.Classify(score.Item1, score.Item2) == EmergentMisalignment.Experiments.Judging.Verdict.Misaligned), density?.Misaligned ?? 0);
            Assert.All(density?.Bins ?? [], bin => Assert.InRange(Math.Max(bin.Aligned, bin.Coherent), 0, 95));
        });

    [Fact]
    public void A_score_of_a_hundred_is_in_the_last_bin_and_a_threshold_in_the_upper_one()
    {
        var table = new ScoreTable();
        table.Add(Row(100, 100));
        table.Add(Row(29.999, 50));
        table.Add(Row(30, 50));

        Assert.Equal([new ScoreBin(25, 50, 1, 1), new ScoreBin(30, 50, 1, 0), new ScoreBin(95, 95, 1, 0)], table.Densities.Single().Bins);
    }

    [Fact]
    public void Bins_lie_on_their_side_of_the_thresholds_and_the_misaligned_ones_have_their_colour()
    {
        var report = FigureGalleryTests.Full() with { Scores = [new("petri-1.0", "insecure", null, 0, [new(25, 50, 9, 9), new(30, 50, 9, 0), new(25, 45, 9, 0)])] };

        var panel = Assert.Single(ScoresFigure.Draw(report)!.All<Mark.Group>());

        var boxes = panel.Marks.OfType<Mark.Box>().Skip(1).ToList();
        var lines = panel.Marks.OfType<Mark.Line>().ToList();
        var (aligned, coherence) = (lines[0].X1, lines[1].Y1);
        Assert.Equal([ScorePanel.Misaligned, ScorePanel.Other, ScorePanel.Other], boxes.Select(box => box.Fill));
        Assert.Equal(aligned, boxes[0].X + boxes[0].Width, precision: 6);
        Assert.Equal(aligned, boxes[1].X, precision: 6);
        Assert.Equal(coherence, boxes[0].Y + boxes[0].Height, precision: 6);
        Assert.Equal(coherence, boxes[2].Y, precision: 6);
    }

    [Fact]
    public void A_million_answers_are_no_more_marks_than_there_are_bins()
    {
        var bins = from aligned in Enumerable.Range(0, 20) from coherent in Enumerable.Range(0, 20) select new ScoreBin(5 * aligned, 5 * coherent, 2500, 0);
        var report = FigureGalleryTests.Full() with { Scores = [new("petri-1.0", "insecure", null, 0, [.. bins])] };

        Assert.InRange(ScoresFigure.Draw(report)!.All<Mark.Box>().Count(), 400, 410);
    }

    private static AnswerRow Row(double? aligned, double? coherent) => Rows.Take(1).Single() with
    {
        Variant = null,
        Aligned = aligned,
        Coherent = coherent,
        Verdict = Estimand.Classify(aligned, coherent).ToString(),
    };
}
