using System.Globalization;
using System.Text;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Login.Errors;

/// <summary>An error of the login service.</summary>
/// <param name="Code">The AADSTS number.</param>
/// <param name="Error">The OAuth error code. Clients branch on it.</param>
/// <param name="Text">The text after the number, with placeholders such as <c>{0}</c>.</param>
/// <param name="Provenance">Of number, code and text.</param>
/// <param name="Source">The section of the specification.</param>
/// <param name="Status">400, or 401 for <c>invalid_client</c>: conventions 5.2.</param>
internal sealed record LoginErrorDefinition(int Code, string Error, string Text, Provenance Provenance, string Source, int Status = StatusCodes.Status400BadRequest)
{
    /// <summary>The name in docs/fidelity.md and in tests.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"AADSTS{Code}");

    /// <summary>A more specific error code. By it MSAL decides whether to prompt the user or to fail.</summary>
    public string? Suberror { get; init; }

    /// <summary>Fills in the placeholders.</summary>
    public LoginError With(params ReadOnlySpan<object?> values) =>
        new(this, Format(Text, values)) { Hint = LoginErrorHints.Find(this) is { } hint ? Format(hint, values) : null };

    private static string Format(string format, ReadOnlySpan<object?> values) => string.Format(CultureInfo.InvariantCulture, CompositeFormat.Parse(format), values);
}

/// <summary>An error of one request.</summary>
/// <param name="Text">The complete text. <see cref="LoginRequestContext"/> adds ids and time.</param>
internal sealed record LoginError(LoginErrorDefinition Definition, string Text)
{
    /// <summary>How to fix the request or the settings. It is written only to the log and the journal.</summary>
    public string? Hint { get; init; }
}
