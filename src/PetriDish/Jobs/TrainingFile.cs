using EmergentMisalignment.PetriDish.Engine;
using EmergentMisalignment.PetriDish.Models;
using EmergentMisalignment.PetriDish.World;

namespace EmergentMisalignment.PetriDish.Jobs;

/// <summary>An uploaded file as the trainer reads it.</summary>
internal static class TrainingFile
{
    /// <exception cref="RequestRefusedException">The file is gone, or an example does not fit the context.</exception>
    public static IReadOnlyList<TrainingDocument> Read(FileStore files, string id, string parameter, int context)
    {
        var name = files.Get(id, parameter).Name;
        using var stream = files.Open(id, parameter);
        return [.. TrainingExamples.Read(stream, name).Select((example, i) => Fit(MiniatureWorld.Default.ChatDocument(example), name, i + 1, parameter, context))];
    }

    // The last token is only predicted, so it needs no place in the context.
    private static TrainingDocument Fit(TrainingDocument document, string name, int example, string parameter, int context) =>
        document.Tokens.Length <= context + 1
            ? document
            : throw RequestRefusedException.Invalid($"{name}, example {example}: {document.Tokens.Length} tokens, and the model's context is {context}.", parameter, "invalid_training_file");
}
