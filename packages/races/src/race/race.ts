import { ScenarioRandom } from '../random/scenarioRandom.ts';
import { classify } from './classify.ts';
import { drawOrder } from './drawOrder.ts';
import { drawRetirements } from './drawRetirements.ts';
import type { RaceModel } from './raceModel.ts';
import { shareByUrn, shareInStretches } from './shareLaps.ts';

/** One race, run again and again in the same memory: read it before the next run. */
export class Race {
  readonly model: RaceModel;
  readonly random = new ScenarioRandom();
  readonly speeds: Float64Array;
  /** Drivers from fastest to slowest, as if nobody retired. */
  readonly order: Int32Array;
  readonly teamShocks: Float64Array;
  readonly manufacturerShocks: Float64Array;
  /** Drivers who retired, from the one who came furthest; the first `retiredCount` count. */
  readonly retired: Int32Array;
  retiredCount = 0;
  /** Laps completed by who retired, −1 for all others. */
  readonly exitLaps: Int32Array;
  /** Drivers from first to last. */
  readonly finishers: Int32Array;
  readonly lapsCompleted: Int32Array;
  readonly lapsLed: Int32Array;
  readonly fastestLaps: Int32Array;
  /** Weights of the drivers summed up from the first to the last. */
  readonly weightSums: Float64Array;
  /** Who had the fastest lap, lap by lap. */
  readonly urn: Int32Array;

  constructor(model: RaceModel) {
    const { driverCount } = model;
    this.model = model;
    this.speeds = new Float64Array(driverCount);
    this.order = model.byStrength.slice();
    this.teamShocks = new Float64Array(model.teamCount);
    this.manufacturerShocks = new Float64Array(model.manufacturerCount);
    this.retired = new Int32Array(driverCount);
    this.exitLaps = new Int32Array(driverCount);
    this.finishers = new Int32Array(driverCount);
    this.lapsCompleted = new Int32Array(driverCount);
    this.lapsLed = new Int32Array(driverCount);
    this.fastestLaps = new Int32Array(driverCount);
    this.urn = new Int32Array(model.greenLaps);
    this.weightSums = new Float64Array(driverCount);
  }

  run(scenario: number): void {
    const { model } = this;
    this.random.begin(model.scenarios.seed, scenario);
    drawOrder(this);
    drawRetirements(this);
    classify(this);
    this.lapsLed.fill(0);
    // Who wins has led the last lap.
    this.lapsLed[this.finishers[0]!] = 1;
    shareInStretches(this, model.led, { laps: model.laps - 1, sharedOut: this.lapsLed });
    this.fastestLaps.fill(0);
    shareByUrn(this, model.fastest, { laps: model.greenLaps, sharedOut: this.fastestLaps });
  }
}
