namespace TrustFramework.Engine.Transformations;

/// <summary>Why a transformation has no result.</summary>
public abstract record TransformationError
{
    private TransformationError()
    {
    }

    /// <summary>An assertion failed. On a page, a validation technical profile shows the message; elsewhere the journey ends.</summary>
    /// <param name="MessageKey">The metadata item of the self-asserted profile that contains the message, such as <c>LookupNotFound</c>.</param>
    public sealed record AssertionFailed(string MessageKey) : TransformationError;

    /// <summary>The method cannot work with its input. The journey ends.</summary>
    /// <param name="Reason">A sentence for the trace. It contains no value of a claim.</param>
    public sealed record Failed(string Reason) : TransformationError;

    /// <summary>The method is known, but its rules are not published. The journey stops and names it.</summary>
    public sealed record Unsupported(string Method) : TransformationError;
}
