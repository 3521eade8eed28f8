using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace TrustFramework.MockServer.Login.Tokens;

/// <summary>Proof Key for Code Exchange: RFC 7636 4.6.</summary>
internal static class CodeChallenge
{
    /// <summary>Whether the challenge of an authorization request was computed from a verifier.</summary>
    /// <param name="isPlain">True for the method <c>plain</c>: the challenge is the verifier.</param>
    public static bool Matches(string challenge, string verifier, bool isPlain) =>
        challenge == (isPlain ? verifier : Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))));
}
