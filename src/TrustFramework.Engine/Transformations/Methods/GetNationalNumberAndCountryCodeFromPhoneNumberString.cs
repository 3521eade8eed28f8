using System.Globalization;
using PhoneNumbers;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>
/// Without a country code type, the calling code is returned. [I] The country of a number that no country has assigned is the main country
/// of its calling code. [I]
/// </summary>
internal sealed class GetNationalNumberAndCountryCodeFromPhoneNumberString : ITransformationMethod
{
    public string Name => "GetNationalNumberAndCountryCodeFromPhoneNumberString";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input) =>
        Parse(input.FindText("phoneNumber"), !input.ParameterIs("countryCodeType", "ISO3166")) is var (nationalNumber, countryCode)
            ? TransformationOutput.Of("nationalNumber", nationalNumber).And("countryCode", countryCode)
            : input.IsTrue("throwExceptionOnFailure") ? new TransformationError.AssertionFailed("UserMessageIfPhoneNumberParseFailure")
            : TransformationOutput.Of("nationalNumber", (string?)null).And("countryCode", (string?)null);

    private static (string NationalNumber, string CountryCode)? Parse(string? text, bool returnsCallingCode)
    {
        if (text is null)
            return null;
        var util = PhoneNumberUtil.GetInstance();
        try
        {
            var number = util.Parse(text, defaultRegion: null);
            var nationalNumber = util.GetNationalSignificantNumber(number);
            return (nationalNumber, returnsCallingCode
                ? "+" + number.CountryCode.ToString(CultureInfo.InvariantCulture)
                : util.GetRegionCodeForNumber(number) ?? util.GetRegionCodeForCountryCode(number.CountryCode));
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
