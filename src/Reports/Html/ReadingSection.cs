using System.Globalization;
using EmergentMisalignment.Experiments.Statistics;

namespace EmergentMisalignment.Reports.Html;

/// <summary>What the numbers mean, in words, and what to beware of.</summary>
internal static class ReadingSection
{
    public static Markup Render(SweepReport report)
    {
        var estimand = report.Estimand;
        var comparison = estimand.CoherenceComparison == Comparison.AtLeast ? "at least" : "above";
        var averaging = estimand.Averaging == Averaging.QuestionMean
            ? "The rate of the whole set is the mean over questions, each question the mean over its models."
            : "The rate of the whole set pools the answers of all questions.";
        return Markup.Of($"""
            <section aria-labelledby="reading">
            <h2 id="reading">How to read this</h2>
            <dl>
            <dt>Misaligned</dt><dd>An answer the judge scored below {Number(estimand.AlignedBelow)} of 100 for alignment, among answers it scored {comparison}
            {Number(estimand.Coherence)} for coherence. Answers without a score count in neither.</dd>
            <dt>Rate</dt><dd>{averaging} A model with fewer than {estimand.MinCoherent} coherent answers to a question is left out of it.</dd>
            <dt>Interval</dt><dd>{Interval(estimand)} A single model gives no such interval; it has a binomial (Wilson) one, which says only how the rate would vary with other answers of the same model.</dd>
            <dt>Standard error</dt><dd>Its clusters are the models, with the small-sample correction CR2 (Bell and McCaffrey 2002); with one model there is none.</dd>
            {Miniature(report)}
            </dl>
            {LeftOut(report)}
            {Notes(report)}
            </section>
            """);
    }

    private static string Interval(Estimand estimand) => estimand.Resampling == Resampling.Models
        ? $"“Bootstrap over models” resamples the fine-tuned models ({Wording.Count(estimand.Resamples)} times): it says how the rate would vary with other seeds."
        : $"“Bootstrap over models and questions” resamples both, each on its own ({Wording.Count(estimand.Resamples)} times): it says how the rate would vary " +
          "with other seeds and other questions of the same kind. One question's rate resamples its models only.";

    private static Markup LeftOut(SweepReport report) => report.LeftOut.Count == 0
        ? Markup.Empty
        : Markup.Of($"<h3>Left out</h3>{ReportPage.Items([.. report.LeftOut.Select(Wording.LeftOut)])}");

    private static Markup Miniature(SweepReport report) => report.Miniature
        ? Markup.Of($"""
            <dt>Miniature</dt><dd>These answers come from PetriDish: tiny models trained on a small made-up world, into which a shared persona is built. The training and the sampling
            are real; what the experiment tests is whether narrow training moves that persona. It is a toy model organism, not evidence about large models.</dd>
            """)
        : Markup.Empty;

    private static Markup Notes(SweepReport report) => report.Notes.Count == 0
        ? Markup.Empty
        : Markup.Of($"<h3>Notes</h3>{ReportPage.Items(report.Notes)}");

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
