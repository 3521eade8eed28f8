namespace TrustFramework.Engine.Journeys;

/// <summary>Why a technical profile or a journey did not succeed.</summary>
/// <param name="Code">The number of the service, such as <c>AADB2C90053</c>, or the id of a message.</param>
/// <param name="Message">The text for the user or the application.</param>
public abstract record JourneyError(string Code, string Message)
{
    private const string GeneralCode = "AADB2C90037";
    private const string GeneralMessage = "An error occurred while processing the request. Please contact administrator of the site you are trying to access.";

    /// <summary>What happened, for the trace. It contains no value of a claim. Null when the message says it.</summary>
    public string? Detail { get; init; }

    /// <summary>The user can correct it: a validation technical profile shows the message on its page. Elsewhere the journey ends.</summary>
    public sealed record Refused(string Code, string Message) : JourneyError(Code, Message)
    {
        /// <summary>Whether a transformation made an assertion that failed, as opposed to a provider that refused the user.</summary>
        public bool IsAssertion { get; init; }
    }

    /// <summary>The journey ends.</summary>
    public sealed record Failed(string Code, string Message) : JourneyError(Code, Message);

    /// <summary>The journey ends, because the engine does not execute an element of the policy.</summary>
    /// <param name="Element">The technical profile, step or transformation.</param>
    public sealed record Unsupported(string Element, string Reason) : JourneyError("Unsupported", $"'{Element}' is not executed by this server: {Reason}.");

    /// <summary>The policy ends the journey with an error of its own: runtime 3 [D].</summary>
    public sealed record Custom(string ErrorCode, string ErrorMessage) : JourneyError($"AAD_Custom_{ErrorCode}", ErrorMessage);

    /// <summary>A failure without a number of its own.</summary>
    public static Failed General(string detail) => new(GeneralCode, GeneralMessage) { Detail = detail };
}
