import { fitShares } from './dirichletMultinomial.mjs';

/** To whom laps led and fastest laps fell, given strengths, start and finish. */
export function fitLapWeights(fits) {
  const led = fits.map(({ race, fitted }) =>
    race.drivers.map((driver, index) => ({
      // The last lap is the winner’s, whatever the weights.
      count: driver.lapsLed - (driver.finish === 1 ? 1 : 0),
      covariates: [-Math.log(driver.finish), -Math.log(driver.start), fitted.strengths[index]],
    })),
  );
  const fastest = fits.map(({ race, fitted }) =>
    race.drivers.map((driver, index) => ({
      count: driver.fastestLaps,
      covariates: [
        -Math.log(driver.finish),
        Math.log(driver.lapsLed / race.laps + 0.01),
        fitted.strengths[index],
      ],
    })),
  );
  return {
    lapsLed: weightsOf(['finish', 'start', 'strength'], fitShares(led, [0.5, 0.5, 0.5])),
    fastestLaps: weightsOf(['finish', 'lapsLed', 'strength'], fitShares(fastest, [0.2, 0.4, 0.5])),
  };
}

function weightsOf(names, { coefficients, concentration }) {
  const exponents = names.map((name, index) => [name, coefficients[index]]);
  return { ...Object.fromEntries(exponents), concentration };
}
