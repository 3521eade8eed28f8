using System.Globalization;
using System.Text;
using PhoneNumbers;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>
/// Joins the calling code and the digits; a leading zero stays. [D] A number has 4 to 16 digits, as in the starter pack. [I] A missing
/// number is invalid, and so is a national number without a country. [I]
/// </summary>
internal sealed class ConvertStringToPhoneNumberClaim : ITransformationMethod
{
    private const int MinDigits = 4;
    private const int MaxDigits = 16;

    public string Name => "ConvertStringToPhoneNumberClaim";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input)
    {
        var digits = new StringBuilder();
        var text = (input.FindText("phoneNumberString") ?? "").Trim();
        var isInternational = text.StartsWith('+');
        foreach (var character in isInternational ? text.AsSpan(1) : text)
        {
            if (char.IsAsciiDigit(character))
                digits.Append(character);
            else if (!IsSeparator(character))
                return Invalid;
        }

        var callingCode = isInternational ? "" : FindCallingCode(input.FindText("country"));
        return callingCode is not null && digits.Length is >= MinDigits and <= MaxDigits ? TransformationOutput.Of("outputClaim", "+" + callingCode + digits) : Invalid;
    }

    private static TransformationError Invalid => new TransformationError.AssertionFailed("UserMessageIfClaimsTransformationInvalidPhoneNumber");

    private static bool IsSeparator(char character) => character is ' ' or '-' or '(' or ')' or '.' or '/' or '\t';

    /// <param name="country">A country code of ISO 3166 in any letter case.</param>
    private static string? FindCallingCode(string? country) =>
        country is not null && PhoneNumberUtil.GetInstance().GetCountryCodeForRegion(country.Trim().ToUpperInvariant()) is var code and > 0
            ? code.ToString(CultureInfo.InvariantCulture)
            : null;
}
