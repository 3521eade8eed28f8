namespace TrustFramework.MockServer.Login.Pages;

/// <summary>The device authorization response of RFC 8628, with Entra's <c>message</c>: conventions 5.2 [D].</summary>
internal sealed record DeviceCodeResource
{
    public required string UserCode { get; init; }

    public required string DeviceCode { get; init; }

    public required string VerificationUri { get; init; }

    public required int ExpiresIn { get; init; }

    public required int Interval { get; init; }

    public required string Message { get; init; }
}

/// <summary>The device authorization response of the version 1.0 endpoint: the address has another name, and numbers are strings. [I]</summary>
internal sealed record DeviceCodeV1Resource
{
    public required string UserCode { get; init; }

    public required string DeviceCode { get; init; }

    public required string VerificationUrl { get; init; }

    public required string ExpiresIn { get; init; }

    public required string Interval { get; init; }

    public required string Message { get; init; }
}
