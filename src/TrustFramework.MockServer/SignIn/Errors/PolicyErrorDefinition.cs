using System.Globalization;
using System.Text;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.SignIn.Errors;

/// <summary>An error of the endpoints of policies.</summary>
/// <param name="Code">The AADB2C number; 0 for the errors that policies define.</param>
/// <param name="Error">The OAuth error code.</param>
/// <param name="Text">The text after the number, with placeholders such as <c>{0}</c>.</param>
/// <param name="Provenance">Of number and text.</param>
/// <param name="Source">Where the error occurs.</param>
internal sealed record PolicyErrorDefinition(int Code, string Error, string Text, Provenance Provenance, string Source, int Status = StatusCodes.Status400BadRequest)
{
    /// <summary>The name in docs/fidelity.md and in tests.</summary>
    public string Name => Code == 0 ? "AAD_Custom_" : string.Create(CultureInfo.InvariantCulture, $"AADB2C{Code}");

    /// <summary>Fills in the placeholders.</summary>
    /// <param name="values">Not the value of a secret, because the text is shown and logged.</param>
    public PolicyError With(params ReadOnlySpan<object?> values) => new(this, string.Format(CultureInfo.InvariantCulture, CompositeFormat.Parse(Text), values));
}

/// <summary>An error of one request.</summary>
/// <param name="Text">The complete text. <see cref="SignInRequestContext"/> adds id and time.</param>
internal sealed record PolicyError(PolicyErrorDefinition Definition, string Text)
{
    /// <summary>The code that the client sees.</summary>
    public string Code { get; init; } = Definition.Name;

    /// <summary>How to fix the request, the policy or the tenant. It is written only to the log and the journal.</summary>
    public string? Hint { get; init; }
}
