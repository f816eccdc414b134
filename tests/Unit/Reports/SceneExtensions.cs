using EmergentMisalignment.Reports.Figures;

namespace EmergentMisalignment.Unit.Reports;

/// <summary>Looks into drawings.</summary>
internal static class SceneExtensions
{
    /// <summary>The marks of one kind, those in groups too.</summary>
    public static IEnumerable<T> All<T>(this Scene scene)
        where T : Mark => Flat(scene.Marks).OfType<T>();

    public static IEnumerable<string> Words(this Scene scene) => scene.All<Mark.Words>().Select(words => words.Text);

    /// <summary>Fails where something lies outside the drawing.</summary>
    public static void AssertWithin(this Scene scene)
    {
        foreach (var box in scene.All<Mark.Box>()) Within(box.X, box.Y, box.X + box.Width, box.Y + box.Height);
        foreach (var line in scene.All<Mark.Line>()) Within(line.X1, line.Y1, line.X2, line.Y2);
        foreach (var dot in scene.All<Mark.Dot>()) Within(dot.X - dot.Radius, dot.Y - dot.Radius, dot.X + dot.Radius, dot.Y + dot.Radius);
        foreach (var words in scene.All<Mark.Words>().Where(words => words.Angle == 0))
        {
            var width = Typeface.Width(words.Text, words.Style);
            var start = words.X - (words.Align switch { Align.Start => 0, Align.Middle => width / 2, _ => width });
            Assert.True(start >= 0 && start + width <= scene.Width, $"'{words.Text}' ends at {start + width} of {scene.Width}");
        }

        void Within(params ReadOnlySpan<double> places)
        {
            for (var i = 0; i < places.Length; i++) Assert.InRange(places[i], -.001, (i % 2 == 0 ? scene.Width : scene.Height) + .001);
        }
    }

    private static IEnumerable<Mark> Flat(IEnumerable<Mark> marks) => marks.SelectMany(mark => mark is Mark.Group group ? Flat(group.Marks).Prepend(mark) : [mark]);
}
