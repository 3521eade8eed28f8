namespace TrustFramework.MockServer.SignIn.Errors;

/// <summary>An error of the token endpoint.</summary>
internal sealed record PolicyErrorResource(string Error, string ErrorDescription);
