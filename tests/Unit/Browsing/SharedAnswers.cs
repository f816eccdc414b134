namespace EmergentMisalignment.Unit.Browsing;

/// <summary>One world for the tests of a class, which only ask it.</summary>
public sealed class SharedAnswers : IAsyncLifetime
{
    internal AnswerWorld World { get; private set; } = null!;

    public async ValueTask InitializeAsync() => World = await AnswerWorld.CreateAsync(1);

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
